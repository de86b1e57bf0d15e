package dev.gatehouse.server.revocation;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.Purpose;
import dev.gatehouse.server.config.SessionSettings;
import dev.gatehouse.server.eventloop.EventLoops;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.move.MovingSessionStore;
import dev.gatehouse.session.revocation.GuardedSessionStore;
import dev.gatehouse.session.revocation.NearCache;
import dev.gatehouse.session.revocation.RevocationGuard;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executor;

/** Opens the session store and puts before it what makes its answers safe to believe. */
@Factory
final class SessionStores {

    private static final int NEAR_CACHE_CAPACITY = 100_000;

    @Singleton
    @Bean(preDestroy = "close")
    SessionBackend backend(Configuration configuration, EventLoops eventLoops) {
        List<Executor> callers = eventLoops.executors();
        SessionStore current = open(configuration.sessions().storeType(), configuration, callers);
        return new SessionBackend(configuration
                .sessions()
                .previousStoreType()
                .<SessionStore>map(type -> new MovingSessionStore(current, open(type, configuration, callers)))
                .orElse(current));
    }

    private static SessionStore open(String type, Configuration configuration, List<Executor> callers) {
        return SessionStoreProviders.discover().find(type).orElseThrow().open(configuration.storeSettings(), callers);
    }

    @Singleton
    RevocationGuard guard(Ticker ticker) {
        return new RevocationGuard(ticker::read);
    }

    /**
     * The store that everybody asks. A command is over before a guard could be of use to it: it asks the store itself,
     * and whatever it ends is in the log for those who serve.
     */
    @Singleton
    SessionStore store(
            Configuration configuration,
            SessionBackend backend,
            RevocationGuard guard,
            BeanProvider<RevocationFollower> follower,
            Purpose purpose,
            MeterRegistry meters) {
        if (purpose == Purpose.COMMAND || !configuration.sessions().apart()) {
            return backend.store();
        }
        SessionSettings sessions = configuration.sessions();
        SessionStore guarded = new GuardedSessionStore(
                backend.store(), guard, sessions.grace(), () -> follower.get().wake());
        return sessions.maxStaleness().isZero() ? guarded : cached(guarded, guard, sessions, meters);
    }

    private static NearCache cached(
            SessionStore guarded, RevocationGuard guard, SessionSettings sessions, MeterRegistry meters) {
        NearCache cache = new NearCache(guarded, guard, sessions.maxStaleness(), NEAR_CACHE_CAPACITY);
        FunctionCounter.builder("gatehouse.near.cache", cache, NearCache::hits)
                .description("Sessions looked up in memory")
                .tag("result", "hit")
                .register(meters);
        FunctionCounter.builder("gatehouse.near.cache", cache, NearCache::misses)
                .description("Sessions looked up in memory")
                .tag("result", "miss")
                .register(meters);
        return cache;
    }
}
