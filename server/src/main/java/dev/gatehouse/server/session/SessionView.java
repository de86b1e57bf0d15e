package dev.gatehouse.server.session;

import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.session.Session;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;

/**
 * A session as lists show it.
 *
 * @param expiresAt when it ends if it is not used again
 * @param current whether the request that asks was made with it
 */
@Serdeable
public record SessionView(
        String id,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        String address,
        String userAgent,
        boolean current) {

    /** The view of a session. */
    public static SessionView of(Session session, boolean current) {
        return new SessionView(
                session.id().value(),
                session.createdAt(),
                session.lastSeenAt(),
                session.expiresAt(),
                session.client().address(),
                session.client().userAgent(),
                current);
    }

    /** All of them on one page, the one that the request was made with marked. */
    static Page<SessionView> page(List<Session> sessions, Principal asking) {
        return new Page<>(
                sessions.stream()
                        .map(session -> of(
                                session,
                                asking instanceof Principal.SignedIn(var _, Session current, var _)
                                        && session.id().equals(current.id())))
                        .toList(),
                null);
    }
}
