package dev.gatehouse.session.valkey;

import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Ends the sessions of one subject: raises its epoch in one step, from which on no login begun earlier creates anything,
 * and then ends what is there, a page in each step. Nothing below the epoch is added meanwhile, and a walk through a
 * sorted set misses nothing that is in it throughout, so that at its end nothing is left. Thread-safe.
 */
final class Revocation {

    private static final String NO_FURTHER_PAGE = "";

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
        List<?> answer = commands.list(
                Script.RAISE,
                List.of(Keys.subject(subject)),
                List.of(
                        SessionRecord.number(epoch),
                        Long.toString(Lifetime.EPOCH_MEMORY.toMillis()),
                        Integer.toString(Index.PAGE)));
        return Page.of(answer);
    }

    private int endAll(SubjectId subject, long epoch, Instant now, Page first) {
        int ended = 0;
        Page page = first;
        while (true) {
            // A small set comes as one page, whatever its size.
            List<List<String>> chunks = new ArrayList<>(Index.chunks(page.members()));
            List<String> last = chunks.isEmpty() ? List.of() : chunks.removeLast();
            for (List<String> chunk : chunks) {
                ended += alive(step(subject, epoch, NO_FURTHER_PAGE, chunk), now);
            }
            if (page.isLast()) {
                return last.isEmpty() ? ended : ended + alive(step(subject, epoch, NO_FURTHER_PAGE, last), now);
            }
            List<?> answer = step(subject, epoch, page.cursor(), last);
            ended += alive(answer, now);
            page = Page.of((List<?>) answer.get(1));
        }
    }

    private List<?> step(SubjectId subject, long epoch, String cursor, List<String> members) {
        List<String> arguments = new ArrayList<>(
                List.of(SessionRecord.number(epoch), subject.value(), cursor, Integer.toString(Index.PAGE)));
        arguments.addAll(members);
        return commands.list(Script.END, Index.keys(Keys.subject(subject), members), arguments);
    }

    /** How many of the removed were alive. One that cannot be read is gone like the others, and not counted. */
    private static int alive(List<?> answer, Instant now) {
        int alive = 0;
        for (Object removed : (List<?>) answer.getFirst()) {
            if (isAlive(removed.toString(), now)) {
                alive++;
            }
        }
        return alive;
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
     * @param cursor where the next part begins
     * @param isLast whether there is no next part
     */
    private record Page(String cursor, boolean isLast, List<String> members) {

        private static final String ENDS = "0";

        static final Page BEFORE_THE_FIRST = new Page(ENDS, false, List.of());

        static Page of(List<?> scanned) {
            String cursor = Objects.toString(scanned.getFirst());
            List<?> pairs = (List<?>) scanned.get(1);
            List<String> members = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i += 2) {
                members.add(Objects.toString(pairs.get(i)));
            }
            return new Page(cursor, cursor.equals(ENDS), Index.sessions(members.stream()));
        }
    }
}
