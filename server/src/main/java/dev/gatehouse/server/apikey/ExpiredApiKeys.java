package dev.gatehouse.server.apikey;

import dev.gatehouse.server.database.Database;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;

/** Clears API keys away that expired a while ago. Until then lists show them, so that their owners see why they ended. */
@Singleton
public final class ExpiredApiKeys {

    private static final Duration SHOWN = Duration.ofDays(30);

    private final ApiKeyRepository repository;
    private final Database database;
    private final InstantSource clock;

    ExpiredApiKeys(ApiKeyRepository repository, Database database, InstantSource clock) {
        this.repository = repository;
        this.database = database;
        this.clock = clock;
    }

    /** Removes what expired more than 30 days ago, in steps that let other writers through. */
    public void remove() {
        long before = clock.instant().minus(SHOWN).toEpochMilli();
        database.removeInSteps(most -> repository.deleteExpired(before, most));
    }
}
