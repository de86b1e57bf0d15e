package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal.Reason;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Takes over keys that were made elsewhere, by their digests, so that they keep working. Thread-safe. */
@Singleton
public final class ApiKeyImporter {

    private final ApiKeyRepository repository;
    private final ApiKeyInsertion insertion;
    private final Accounts accounts;
    private final Database database;
    private final InstantSource clock;

    ApiKeyImporter(
            ApiKeyRepository repository,
            ApiKeyInsertion insertion,
            Accounts accounts,
            Database database,
            InstantSource clock) {
        this.repository = repository;
        this.insertion = insertion;
        this.accounts = accounts;
        this.database = database;
        this.clock = clock;
    }

    /** Makes a key that has this digest, in one transaction. One that is there already is left as it is. */
    public Outcome<Role> take(ImportedApiKey imported, Actor actor) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return owned(imported)
                .then(wanted -> database.write(() -> judge(wanted, imported.digest(), now)
                        .map(role -> {
                            insertion.insert(wanted, role, imported.digest(), actor, Map.of("origin", "import"), now);
                            return role;
                        })));
    }

    /** What {@link #take} would come to: the role that the key would have. Writes nothing. */
    public Outcome<Role> rehearse(ImportedApiKey imported) {
        return owned(imported).then(wanted -> database.read(() -> judge(wanted, imported.digest(), clock.instant())));
    }

    private Outcome<NewApiKey> owned(ImportedApiKey imported) {
        Optional<String> ownerId = imported.user().flatMap(accounts::named).map(Account::id);
        return ownerId.isEmpty() && imported.user().isPresent()
                ? Outcome.refused(Reason.NOT_FOUND, "There is no user of this name.")
                : Outcome.done(imported.ownedBy(ownerId));
    }

    private Outcome<Role> judge(NewApiKey wanted, ApiKeyDigest digest, Instant now) {
        boolean known = repository
                .findByDigest(digest)
                .or(() -> repository.findByPreviousDigest(digest))
                .isPresent();
        return known
                ? Outcome.refused(Reason.DUPLICATE, "There is an API key with this digest already.")
                : insertion.judge(wanted, Role.ADMIN, now);
    }
}
