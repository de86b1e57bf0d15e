package dev.gatehouse.benchmarks.peer.micronaut;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.session.Session;
import io.micronaut.session.SessionStore;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes sessions to be measured with. */
@Controller
class SeedController {

    private static final long MOST = 1_000_000;
    private static final int AT_ONCE = 64;
    private static final int LINES_AT_ONCE = 500;

    private final SessionStore<? extends Session> store;

    SeedController(SessionStore<? extends Session> store) {
        this.store = store;
    }

    /**
     * Makes live sessions, and answers the token of each in a line: first all those of the first user.
     *
     * @param users how many users, from 1
     * @param each sessions of each, from 1; a million in all at most
     */
    @Post("/seed")
    @Consumes(MediaType.ALL)
    @Produces(MediaType.TEXT_PLAIN)
    Flux<String> seed(@QueryValue int users, @QueryValue int each) {
        if (users < 1 || each < 1 || (long) users * each > MOST) {
            throw new HttpStatusException(
                    HttpStatus.BAD_REQUEST, "users and each are from 1, and make " + MOST + " sessions at most");
        }
        return Flux.range(0, users * each)
                .flatMapSequential(i -> Mono.fromCompletionStage(() -> create(store, User.numbered(i / each))), AT_ONCE)
                .map(token -> token + "\n")
                .buffer(LINES_AT_ONCE)
                .map(lines -> String.join("", lines));
    }

    private static <S extends Session> CompletionStage<String> create(SessionStore<S> store, User user) {
        S session = store.newSession();
        user.putInto(session);
        return store.save(session).thenApply(Session::getId);
    }
}
