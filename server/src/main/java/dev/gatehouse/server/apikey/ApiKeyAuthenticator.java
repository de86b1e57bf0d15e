package dev.gatehouse.server.apikey;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Judges API keys. Whatever cannot be asked fails the stage; it is never taken for an answer. Thread-safe, and does not
 * block.
 */
@Singleton
public final class ApiKeyAuthenticator {

    private final ApiKeySnapshots snapshots;
    private final ApiKeyUses uses;
    private final InstantSource clock;
    private final Counter alive;
    private final Counter dead;
    private final Counter failed;

    ApiKeyAuthenticator(ApiKeySnapshots snapshots, ApiKeyUses uses, InstantSource clock, MeterRegistry meters) {
        this.snapshots = snapshots;
        this.uses = uses;
        this.clock = clock;
        this.alive = counter(meters, "alive");
        this.dead = counter(meters, "dead");
        this.failed = counter(meters, "unavailable");
    }

    private static Counter counter(MeterRegistry meters, String result) {
        return Counter.builder("gatehouse.api.key.validations")
                .description("API keys judged")
                .tag("result", result)
                .register(meters);
    }

    /** Whose key this is the digest of; empty if it opens nothing. */
    public CompletionStage<Optional<ApiKeyHolder>> authenticate(ApiKeyDigest digest) {
        return snapshots
                .find(digest)
                .thenApply(found -> entitled(found, digest))
                .whenComplete((holder, _) -> {
                    if (holder == null) {
                        failed.increment();
                    } else {
                        (holder.isPresent() ? alive : dead).increment();
                    }
                });
    }

    private Optional<ApiKeyHolder> entitled(Optional<ApiKeyHolder> found, ApiKeyDigest digest) {
        Instant now = clock.instant();
        Optional<ApiKeyHolder> entitled =
                found.filter(holder -> holder.key().isOpenedBy(digest, now) && holder.isEntitled());
        entitled.ifPresent(holder -> uses.note(holder.key(), now));
        return entitled;
    }
}
