package dev.gatehouse.server.session;

import dev.gatehouse.server.audit.AuditEntry;
import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SessionStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Where sessions and accounts are in one file, the store is the truth: the session ends there and is then told of. */
final class DirectEnding implements SessionEnding {

    private final SessionStore store;
    private final AuditLog audit;
    private final InstantSource clock;

    DirectEnding(SessionStore store, AuditLog audit, InstantSource clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Ended end(SessionId id, Function<Optional<Session>, AuditEntry> entry) {
        Optional<Session> ended = store.revoke(id, clock.instant());
        ended.ifPresent(_ -> audit.recordEnd(entry.apply(ended)));
        return ended.<Ended>map(Ended.Alive::new).orElseGet(Ended.Nothing::new);
    }
}
