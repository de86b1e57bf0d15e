package dev.gatehouse.server.session;

import dev.gatehouse.server.account.AccountSnapshots;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Judges tokens: the one question that every request asks.
 *
 * <p>A session is good if the store, and where there is one its guard, say that it is alive, and its account is active
 * and has no higher epoch. Whatever cannot be asked fails the stage; it is never taken for an answer. Thread-safe, and
 * does not block.
 */
@Singleton
public final class SessionAuthenticator {

    private final SessionStore store;
    private final AccountSnapshots accounts;
    private final InstantSource clock;
    private final Counter alive;
    private final Counter dead;
    private final Counter failed;

    SessionAuthenticator(SessionStore store, AccountSnapshots accounts, InstantSource clock, MeterRegistry meters) {
        this.store = store;
        this.accounts = accounts;
        this.clock = clock;
        this.alive = counter(meters, "alive");
        this.dead = counter(meters, "dead");
        this.failed = counter(meters, "unavailable");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("gatehouse.validations")
                .description("Tokens judged")
                .tag("result", result)
                .register(meters);
    }

    /**
     * Judges a token.
     *
     * @param passive whether the session should not slide: for polling and assets, which need not keep it alive
     */
    public CompletionStage<Authentication> authenticate(SessionToken token, boolean passive) {
        CompletionStage<Optional<Session>> found =
                passive ? store.find(token.id(), clock.instant()) : store.touch(token.id(), clock.instant());
        return found.thenCompose(session -> session.map(this::compareWithAccount)
                        .orElseGet(() -> CompletableFuture.completedFuture(new Authentication.Dead())))
                .whenComplete((authentication, _) -> count(authentication));
    }

    private CompletionStage<Authentication> compareWithAccount(Session session) {
        return accounts.holderOf(session)
                .thenApply(account -> account.<Authentication>map(holder -> new Authentication.Alive(session, holder))
                        .orElseGet(Authentication.Dead::new));
    }

    private void count(@Nullable Authentication authentication) {
        switch (authentication) {
            case Authentication.Alive _ -> alive.increment();
            case Authentication.Dead _ -> dead.increment();
            case null -> failed.increment();
        }
    }
}
