package dev.gatehouse.session.valkey;

import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import io.lettuce.core.ScanCursor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ends the sessions of one subject: raises its epoch in one step, from which on no login begun earlier creates anything,
 * and then ends what is there, a page in each step. Nothing below the epoch is added meanwhile, and a walk through a
 * sorted set misses nothing that is in it throughout, so that at its end nothing is left.
 *
 * <p>The next page is asked for together with the step that ends the one before, and what that has removed is counted
 * while the server takes the next step. So it never waits for us, and others wait for one step at most. Thread-safe.
 */
final class Revocation {

    private final Commands commands;

    Revocation(Commands commands) {
        this.commands = commands;
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
            int ended = endAll(subject, epoch, now, Page.BEFORE_THE_FIRST);
            return ended + endAll(subject, epoch, now, raise(subject, epoch));
        }
    }

    private Page raise(SubjectId subject, long epoch) {
        List<?> scanned = commands.listAndWait(
                Script.RAISE,
                List.of(Keys.subject(subject)),
                List.of(
                        SessionRecord.number(epoch),
                        Long.toString(Lifetime.EPOCH_MEMORY.toMillis()),
                        Integer.toString(Index.PAGE)));
        return Page.of(scanned);
    }

    private int endAll(SubjectId subject, long epoch, Instant now, Page first) {
        int ended = 0;
        List<CompletionStage<List<?>>> before = List.of();
        for (Optional<Page> page = Optional.of(first); page.isPresent(); ) {
            // A small set comes as one page, whatever its size.
            List<CompletionStage<List<?>>> steps = Index.chunks(page.get().members()).stream()
                    .map(chunk -> step(subject, epoch, chunk))
                    .toList();
            Optional<CompletionStage<Page>> next = page.get().next().map(cursor -> page(subject, cursor));
            ended += alive(before, now);
            before = steps;
            page = next.map(Commands::await);
        }
        return ended + alive(before, now);
    }

    private CompletionStage<List<?>> step(SubjectId subject, long epoch, List<String> members) {
        return commands.list(
                Script.END,
                Index.keys(Keys.subject(subject), members),
                List.of(SessionRecord.number(epoch), subject.value()));
    }

    private CompletionStage<Page> page(SubjectId subject, ScanCursor from) {
        return commands.membersOf(Keys.subject(subject), from, Index.PAGE)
                .thenApply(scanned -> new Page(Page.cursor(scanned.getCursor()), Index.sessions(scanned)));
    }

    /** How many of the removed were alive. One that cannot be read is gone like the others, and not counted. */
    private static int alive(List<CompletionStage<List<?>>> steps, Instant now) {
        return (int) steps.stream()
                .<List<?>>map(Commands::await)
                .flatMap(List::stream)
                .filter(record -> isAlive(record.toString(), now))
                .count();
    }

    private static boolean isAlive(String removed, Instant now) {
        try {
            return SessionRecord.read(removed).session().isAliveAt(now);
        } catch (DamagedRecordException e) {
            return false;
        }
    }

    /**
     * A part of a subject's sessions.
     *
     * @param next where the next part begins; empty if there is none
     */
    private record Page(Optional<ScanCursor> next, List<String> members) {

        private static final String ENDS = "0";

        static final Page BEFORE_THE_FIRST = new Page(Optional.of(ScanCursor.INITIAL), List.of());

        /** The page that a script answered, as members and scores in turn. */
        static Page of(List<?> scanned) {
            List<?> pairs = (List<?>) scanned.get(1);
            Stream<String> members = IntStream.range(0, pairs.size() / 2)
                    .mapToObj(pair -> pairs.get(2 * pair).toString());
            return new Page(cursor(scanned.getFirst().toString()), Index.sessions(members));
        }

        static Optional<ScanCursor> cursor(String text) {
            return text.equals(ENDS) ? Optional.empty() : Optional.of(ScanCursor.of(text));
        }
    }
}
