package dev.gatehouse.benchmarks.load.population;

import dev.gatehouse.session.Client;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Makes sessions as a login does, straight in the store. */
public final class Sessions {

    /** Who has not been seen for as long is signed out. */
    static final Duration IDLE = Duration.ofHours(24);

    private static final SessionLimits LIMITS =
            new SessionLimits(IDLE, Optional.of(Duration.ofDays(30)), Duration.ofMinutes(72));
    private static final Client CLIENT =
            Client.of("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0");
    private static final int AT_ONCE = 256;

    private Sessions() {}

    /** A session with the default limits, begun and last used at a moment. */
    static Session begin(SessionId id, User user, Instant at) {
        return new Session(id, user.subject(), user.epoch(), at, at, LIMITS, CLIENT, "password", Map.of());
    }

    /** Makes as many sessions for each user, and returns their tokens. */
    public static List<String> create(SessionStore store, List<User> users, int each, SecureRandom random) {
        Instant now = Instant.now();
        Semaphore permits = new Semaphore(AT_ONCE);
        List<Future<String>> created = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < each; i++) {
                for (User user : users) {
                    permits.acquireUninterruptibly();
                    created.add(threads.submit(() -> {
                        try {
                            return create(store, user, now, random);
                        } finally {
                            permits.release();
                        }
                    }));
                }
            }
        }
        return created.stream().map(Future::resultNow).toList();
    }

    private static String create(SessionStore store, User user, Instant now, SecureRandom random) {
        SessionToken token = SessionToken.mint(user.subject(), random);
        if (!store.create(begin(token.id(), user, now))) {
            throw new IllegalStateException("The store took no session for " + user.subject());
        }
        return token.reveal();
    }
}
