package dev.gatehouse.session.valkey;

import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Ends the sessions of one subject: raises its epoch in one step, from which on no login begun earlier creates anything,
 * and then ends what is there, a page in each step. Nothing below the epoch is added meanwhile.
 *
 * <p>Whoever has very many loses most of them in the order of the index, which is quick to read. Ranks shift while others
 * write, so the walk that comes last is another one, which misses nothing that is there throughout; at its end nothing
 * is left. A few steps are always under way, so that the server never waits for us, and others wait for those few at
 * most. Thread-safe.
 */
final class Revocation {

    /** How many of very many are ended before the index is looked at again. */
    private static final int ROUND = 10_000;

    /** How many members of the index are asked for at once. */
    private static final int PART = 1_000;

    private static final int STEPS_UNDER_WAY = 3;

    private final Commands commands;
    private final Index index;

    Revocation(Commands commands, Index index) {
        this.commands = commands;
        this.index = index;
    }

    /** See {@link dev.gatehouse.session.SessionStore#revokeAll}. */
    int ofSubject(SubjectId subject, long epoch, Instant now) {
        try {
            return endAll(subject, epoch, now, raise(subject, epoch));
        } catch (StoreUnavailableException e) {
            if (!Failures.isOutOfSpace(e)) {
                throw e;
            }
            // Ending sessions needs no space and makes some, which the epoch then needs.
            int ended = endAll(subject, epoch, now, true);
            return ended + endAll(subject, epoch, now, raise(subject, epoch));
        }
    }

    /** Whether there are more sessions than one step ends. */
    private boolean raise(SubjectId subject, long epoch) {
        return commands.count(
                        Script.RAISE,
                        List.of(Keys.subject(subject)),
                        List.of(SessionRecord.number(epoch), Long.toString(Lifetime.EPOCH_MEMORY.toMillis())))
                > Index.PAGE;
    }

    private int endAll(SubjectId subject, long epoch, Instant now, boolean many) {
        Tally tally = new Tally(now);
        String key = Keys.subject(subject);
        boolean again = many;
        while (again) {
            int before = tally.removed;
            endInSteps(subject, epoch, members(key), tally);
            again = tally.removed - before > ROUND / 2;
        }
        index.forEachPage(key, page -> endInSteps(subject, epoch, page, tally));
        return tally.alive;
    }

    /** The first of a subject's sessions in the order of the index. */
    private List<String> members(String key) {
        List<CompletionStage<List<String>>> parts = IntStream.range(0, ROUND / PART)
                .mapToObj(part -> commands.membersBetween(key, part * PART, (part + 1) * PART - 1))
                .toList();
        return Index.sessions(parts.stream().map(Commands::await).flatMap(List::stream));
    }

    private void endInSteps(SubjectId subject, long epoch, List<String> members, Tally tally) {
        Queue<CompletionStage<List<?>>> underWay = new ArrayDeque<>();
        for (List<String> chunk : Index.chunks(members)) {
            underWay.add(step(subject, epoch, chunk));
            if (underWay.size() > STEPS_UNDER_WAY) {
                tally.count(Commands.await(underWay.remove()));
            }
        }
        underWay.stream().map(Commands::await).forEach(tally::count);
    }

    private CompletionStage<List<?>> step(SubjectId subject, long epoch, List<String> members) {
        return commands.list(
                Script.END,
                Index.keys(Keys.subject(subject), members),
                List.of(SessionRecord.number(epoch), SubjectText.encode(subject)));
    }

    /** What was removed. For one thread. */
    private static final class Tally {

        private final Instant now;
        private int removed;
        private int alive;

        Tally(Instant now) {
            this.now = now;
        }

        void count(List<?> times) {
            removed += times.size();
            alive += (int)
                    times.stream().filter(each -> isAlive(each.toString())).count();
        }

        /** One that cannot be read is gone like the others, and was not alive. */
        private boolean isAlive(String times) {
            try {
                return SessionRecord.isAlive(times, now);
            } catch (RuntimeException e) {
                return false;
            }
        }
    }
}
