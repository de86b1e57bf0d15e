package dev.gatehouse.benchmarks.peer.micronaut;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.session.Session;
import java.util.Optional;

/** Says whose session a request has. The session's id comes in the header {@code X-Auth-Token}. */
@Controller
class DoorController {

    /** 200 and who that is for a live session, else 401. The library finds the session, and saves its use. */
    @Get("/door")
    HttpResponse<?> door(Optional<Session> session) {
        if (session.isEmpty()) {
            return HttpResponse.unauthorized();
        }
        return User.in(session.get()).toResponse();
    }

    /** 200. */
    @Get("/health")
    HttpResponse<?> health() {
        return HttpResponse.ok();
    }
}
