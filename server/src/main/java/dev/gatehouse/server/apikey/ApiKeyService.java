package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.ActorStanding;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.audit.AuditEventType;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.revocation.Revocations.Recorded;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes, rotates and ends API keys, each with its audit event in one transaction. A key is named by its id or its
 * number. Thread-safe.
 */
@Singleton
public final class ApiKeyService {

    private final ApiKeyRepository repository;
    private final ApiKeys keys;
    private final OwnedApiKeys owned;
    private final ApiKeyInsertion insertion;
    private final ApiKeyAudit audit;
    private final ActorStanding standing;
    private final Revocations revocations;
    private final Database database;
    private final SecureRandom random;
    private final InstantSource clock;

    ApiKeyService(
            ApiKeyRepository repository,
            ApiKeys keys,
            OwnedApiKeys owned,
            ApiKeyInsertion insertion,
            ApiKeyAudit audit,
            ActorStanding standing,
            Revocations revocations,
            Database database,
            SecureRandom random,
            InstantSource clock) {
        this.repository = repository;
        this.keys = keys;
        this.owned = owned;
        this.insertion = insertion;
        this.audit = audit;
        this.standing = standing;
        this.revocations = revocations;
        this.database = database;
        this.random = random;
        this.clock = clock;
    }

    /** Makes a key. */
    public Outcome<MintedApiKey> create(NewApiKey wanted, Maker maker) {
        ApiKeySecret secret = ApiKeySecret.mint(random);
        Instant now = now();
        return database.write(() -> standing.refusal(maker.actor())
                .map(Outcome::<MintedApiKey>refused)
                .orElseGet(() -> insertion
                        .judge(wanted, maker.role(), now)
                        .map(role -> new MintedApiKey(
                                insertion.insert(wanted, role, secret.digest(), maker.actor(), Map.of(), now),
                                secret))));
    }

    /** Gives a key another secret, which whoever asks gets to know: so it may be no more than they could make. */
    public Outcome<MintedApiKey> rotate(String name, Rotation rotation, Maker maker) {
        return rotate(name, _ -> true, rotation, maker);
    }

    /** As {@link #rotate(String, Rotation, Maker)}, if the account owns the key; another's is not found. */
    public Outcome<MintedApiKey> rotateOwn(String name, Account owner, Rotation rotation, Maker maker) {
        return rotate(name, key -> owner.id().equals(key.ownerId()), rotation, maker);
    }

    private Outcome<MintedApiKey> rotate(String name, Predicate<ApiKey> mayBe, Rotation rotation, Maker maker) {
        ApiKeySecret secret = ApiKeySecret.mint(random);
        return change(name, mayBe, maker.actor(), key -> rotated(key, rotation, maker, secret.digest()))
                .map(key -> new MintedApiKey(key, secret));
    }

    private Outcome<Changed> rotated(ApiKey key, Rotation rotation, Maker maker, ApiKeyDigest fresh) {
        Instant now = now();
        Optional<Refusal> refusal = rotation.problem(key, now).or(() -> insertion.refusal(key, maker.role()));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        ApiKey rotated =
                key.rotated(fresh, rotation.overlap(), rotation.expiresAt().orElse(null), now);
        repository.update(rotated);
        audit.tell(
                AuditEventType.API_KEY_ROTATED,
                rotated,
                maker.actor(),
                Map.of("overlap", rotation.overlap().toString()));
        return Outcome.done(new Changed(rotated, revocations.recordChange(rotated.subject(), rotated.epoch())));
    }

    /** Ends a key for good, with both its secrets if it was rotated lately. */
    public Outcome<ApiKey> revoke(String name, Actor actor) {
        return change(name, _ -> true, actor, key -> revoked(key, actor));
    }

    /** As {@link #revoke}, if the account owns the key; another's is not found. */
    public Outcome<ApiKey> revokeOwn(String name, Account owner, Actor actor) {
        return change(name, key -> owner.id().equals(key.ownerId()), actor, key -> revoked(key, actor));
    }

    private Outcome<Changed> revoked(ApiKey key, Actor actor) {
        audit.tell(AuditEventType.API_KEY_REVOKED, key, actor, Map.of());
        return Outcome.done(new Changed(key, owned.end(key)));
    }

    private record Changed(ApiKey key, Optional<Recorded> recorded) {}

    private Outcome<ApiKey> change(
            String name, Predicate<ApiKey> mayBe, Actor actor, Function<ApiKey, Outcome<Changed>> change) {
        if (!Database.canHold(name)) {
            return noSuchKey();
        }
        Outcome<Changed> outcome = database.writeWithReserve(() -> standing.refusal(actor)
                .map(Outcome::<Changed>refused)
                .orElseGet(() -> keys.current(name).filter(mayBe).map(change).orElseGet(ApiKeyService::noSuchKey)));
        return outcome.map(changed -> {
            changed.recorded().ifPresent(revocations::tellOfChange);
            return changed.key();
        });
    }

    /** What is answered wherever a key is named that there is not. */
    static <T> Outcome<T> noSuchKey() {
        return Outcome.refused(Reason.NOT_FOUND, "There is no such API key.");
    }

    /** The time, as exactly as the database keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
