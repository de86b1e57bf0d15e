package dev.gatehouse.server.revocation;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.session.Session;
import dev.gatehouse.session.revocation.Revocation;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * The log as it lies in the accounts database. Write transactions come one after the other, so the numbers of its
 * entries rise with their commits, and whoever reads on from the last number that they know misses nothing. Thread-safe.
 */
@Singleton
class RevocationLog {

    /** For clocks that differ; a replica that cannot read the log slides sessions for as long as the grace on top. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RevocationRepository repository;
    private final Database database;
    private final Duration idle;
    private final Duration margin;
    private final InstantSource clock;

    RevocationLog(
            RevocationRepository repository, Database database, Configuration configuration, InstantSource clock) {
        this.repository = repository;
        this.database = database;
        this.idle = configuration.sessions().limits().idle();
        this.margin = MARGIN.plus(configuration.sessions().grace());
        this.clock = clock;
    }

    /** Notes the idle limit that sessions get from now on: an entry about all of somebody's lasts as long as they can. */
    void noteIdleLimit() {
        if (database.read(repository::longestIdle) < idle.toMillis()) {
            database.writeWithReserve(() -> repository.raiseLongestIdle(idle.toMillis()));
        }
    }

    /**
     * Writes an entry. To be called inside a write transaction, as its last step.
     *
     * @param session the session that it ends, if it ends one and that is known
     * @return until when it matters; empty if the session was in the log already
     */
    Optional<Instant> append(Revocation revocation, Optional<Session> session) {
        Instant now = clock.instant();
        Instant until =
                session.map(known -> known.seenAt(now).expiresAt().plus(margin)).orElseGet(() -> longestUntil(now));
        int written = switch (revocation) {
            case Revocation.OfSession(var id) -> repository.append(id.value(), "", 0, now, until);
            case Revocation.OfSubject(var subject, long epoch) ->
                repository.append("", subject.value(), epoch, now, until);
        };
        if (written == 0) {
            return Optional.empty();
        }
        database.announce();
        return Optional.of(until);
    }

    /**
     * Writes an entry that ends no session that a store may still have, for replicas that know the subject. To be called
     * inside a write transaction, as its last step.
     *
     * @return until when it matters
     */
    Instant appendForReplicas(Revocation.OfSubject revocation) {
        Instant now = clock.instant();
        Instant until = longestUntil(now);
        repository.appendForReplicas(revocation.subject().value(), revocation.epoch(), now, until);
        database.announce();
        return until;
    }

    private Instant longestUntil(Instant now) {
        long idleLimit = Math.max(repository.longestIdle(), idle.toMillis());
        return now.plusMillis(Math.max(idleLimit, ReadTime.LONGEST_KEPT.toMillis()))
                .plus(margin);
    }

    /** Rises when this may be another copy of the log than before, whose entries have other numbers. */
    long generation() {
        return database.generation();
    }

    /** What to do when there may be more in it. */
    void onAppend(Runnable listener) {
        database.onAnnouncement(listener);
    }

    /** What still matters and comes after {@code seq}, in order. */
    List<LoggedRevocation> after(long seq, int limit) {
        return lookedUp(() -> repository.after(seq, clock.millis(), limit));
    }

    /** By the way that requests take: long reads of other kinds do not hold it up. */
    private <T> T lookedUp(Supplier<T> question) {
        try {
            return database.readLater(question).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException unchecked ? unchecked : e;
        }
    }

    /** What the store has not been told for certain, in order. */
    List<LoggedRevocation> untold(int limit) {
        return database.read(() -> repository.untold(limit));
    }

    /** Notes that the store was told of everything from {@code first} to {@code last}. */
    void markTold(long first, long last) {
        database.writeWithReserve(() -> repository.markTold(first, last, clock.millis()));
    }

    /** Removes what no longer matters, in steps that let other writers through. */
    void removeExpired() {
        database.removeInSteps(most -> repository.deleteExpired(clock.millis(), most));
    }
}
