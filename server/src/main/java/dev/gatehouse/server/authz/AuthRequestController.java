package dev.gatehouse.server.authz;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Options;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import java.util.concurrent.CompletionStage;

/**
 * The check that nginx makes with {@code auth_request}, and others alike: 200 lets the request pass, 401 and 403 do not,
 * 503 says that nobody can tell. Answers alike by whatever method it is asked, and whatever the client wants of the
 * application: nginx passes on what it accepts, and the type of a body that is not sent along.
 */
@Controller("/authz/auth-request")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class AuthRequestController {

    private final ProxyCheck check;

    AuthRequestController(ProxyCheck check) {
        this.check = check;
    }

    /** Tells whether the request that a proxy has may pass, and who sent it. HEAD does the same. */
    @Get
    @Access(Level.PROXY)
    CompletionStage<HttpResponse<?>> get(HttpRequest<?> request) {
        return judge(request);
    }

    /** As GET. */
    @Post
    @Access(Level.PROXY)
    CompletionStage<HttpResponse<?>> post(HttpRequest<?> request) {
        return judge(request);
    }

    /** As GET. */
    @Put
    @Access(Level.PROXY)
    CompletionStage<HttpResponse<?>> put(HttpRequest<?> request) {
        return judge(request);
    }

    /** As GET. */
    @Patch
    @Access(Level.PROXY)
    CompletionStage<HttpResponse<?>> patch(HttpRequest<?> request) {
        return judge(request);
    }

    /** As GET. */
    @Delete
    @Access(Level.PROXY)
    CompletionStage<HttpResponse<?>> delete(HttpRequest<?> request) {
        return judge(request);
    }

    /** As GET. */
    @Options
    @Access(Level.PROXY)
    CompletionStage<HttpResponse<?>> options(HttpRequest<?> request) {
        return judge(request);
    }

    private CompletionStage<HttpResponse<?>> judge(HttpRequest<?> request) {
        return check.judge(request).thenApply(principal -> {
            MutableHttpResponse<?> response = HttpResponse.ok();
            Identity.of(principal).addTo(response);
            return response;
        });
    }
}
