package dev.gatehouse.benchmarks.ceiling;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;

/**
 * Answers what {@code /authz/auth-request} answers, header for header, to whoever sends any {@code Authorization} at
 * all. On the event loop; nothing is looked up, counted or logged.
 */
@Controller
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class DoorController {

    /** 200 and who that is if the header is there, else 401. */
    @Get("/door")
    HttpResponse<?> door(HttpRequest<?> request) {
        if (request.getHeaders().get(HttpHeaders.AUTHORIZATION) == null) {
            return HttpResponse.unauthorized();
        }
        return HttpResponse.ok()
                .header("Remote-User", "user-000123")
                .header("Remote-Groups", "viewer")
                .header("Remote-Name", "Ada Example 000123")
                .header("Remote-Email", "user-000123@example.org")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }

    /** 200. */
    @Get("/health")
    HttpResponse<?> health() {
        return HttpResponse.ok();
    }
}
