package dev.gatehouse.server.session;

import dev.gatehouse.server.audit.AuditLog;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.session.SessionStore;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Chooses how sessions are ended. */
@Factory
final class SessionEndings {

    @Singleton
    SessionEnding ending(
            Configuration configuration,
            SessionStore store,
            Revocations revocations,
            Database database,
            AuditLog audit,
            InstantSource clock) {
        return configuration.sessions().apart()
                ? new LoggedEnding(store, revocations, database, audit, clock)
                : new DirectEnding(store, audit, clock);
    }
}
