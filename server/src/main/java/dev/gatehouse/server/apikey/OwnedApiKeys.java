package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AttachedCredentials;
import dev.gatehouse.server.revocation.Revocations;
import dev.gatehouse.server.revocation.Revocations.Recorded;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Ends API keys for good: one, or all that hang on an account. Thread-safe. */
@Singleton
final class OwnedApiKeys implements AttachedCredentials {

    private final ApiKeyRepository repository;
    private final Revocations revocations;
    private final InstantSource clock;

    OwnedApiKeys(ApiKeyRepository repository, Revocations revocations, InstantSource clock) {
        this.repository = repository;
        this.revocations = revocations;
        this.clock = clock;
    }

    @Override
    public Ended endAll(Account owner) {
        List<ApiKey> keys = repository.findAllOf(owner.id());
        return new Ended(
                keys.size(),
                keys.stream().map(this::end).flatMap(Optional::stream).toList());
    }

    /** Ends one key. To be called inside a transaction. */
    Optional<Recorded> end(ApiKey key) {
        repository.deleteById(key.id());
        return revocations.recordChange(key.subject(), key.nextEpoch(clock.instant()));
    }

    @Override
    public OptionalLong epochOf(String id) {
        return repository
                .findById(id)
                .filter(key -> !key.hasExpired(clock.instant()))
                .map(key -> OptionalLong.of(key.epoch()))
                .orElseGet(OptionalLong::empty);
    }
}
