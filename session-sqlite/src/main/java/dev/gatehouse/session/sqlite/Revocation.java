package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of all sessions of one subject.
 *
 * <p>One durable write decides it: it raises the subject's remembered epoch, counts whom that ends, and removes the
 * first few rows, which for nearly everybody is all. From its commit on every session below the epoch is dead to every
 * process. What remains is litter, removed in further steps between which others write; a crash in the middle, or a
 * disk too full to go on, leaves it to the sweeper.
 */
final class Revocation {

    private final SqliteWriter writer;

    Revocation(SqliteWriter writer) {
        this.writer = writer;
    }

    /** Ends them, and returns how many that were alive at {@code now}. */
    int ofSubject(SubjectId subject, long epoch, Instant now) {
        Ended ended = Answers.await(writer.submit(WriteKind.REVOCATION, session -> {
            long remembered = session.epochOf(subject);
            int count = 0;
            if (epoch > remembered) {
                count = session.countAlive(subject, remembered, epoch, now);
                session.raiseEpoch(subject, epoch);
            }
            return new Ended(count, session.deleteBelow(subject, epoch, ""));
        }));
        ended.last().ifPresent(last -> removeLitter(subject, epoch, last));
        return ended.count();
    }

    private void removeLitter(SubjectId subject, long epoch, String first) {
        Optional<String> last = Optional.of(first);
        try {
            while (last.isPresent()) {
                String after = last.get();
                last = Answers.await(
                        writer.submit(WriteKind.CLEANUP, session -> session.deleteBelow(subject, epoch, after)));
            }
        } catch (StoreUnavailableException e) {
            // They are dead all the same, and the revocation is on the disk: to report it as failed would be wrong.
        }
    }

    private record Ended(int count, Optional<String> last) {}
}
