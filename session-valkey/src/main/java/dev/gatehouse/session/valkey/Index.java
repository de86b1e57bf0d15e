package dev.gatehouse.session.valkey;

import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScoredValueScanCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The members of a subject's set, page by page, and what removes the dead among them. Thread-safe. */
final class Index {

    /** The most sessions that one step looks at, so that no step holds the server up. */
    static final int PAGE = 250;

    private final Commands commands;

    Index(Commands commands) {
        this.commands = commands;
    }

    /** Every session that is in the index for as long as this lasts, at least once, in pages of bounded size. */
    void forEachPage(String subjectKey, Consumer<List<String>> page) {
        ScanCursor cursor = ScanCursor.INITIAL;
        while (!cursor.isFinished()) {
            ScoredValueScanCursor<String> next = Commands.await(commands.membersOf(subjectKey, cursor, PAGE));
            chunks(sessions(next)).forEach(page);
            cursor = next;
        }
    }

    /** The members of a page that name sessions. */
    static List<String> sessions(ScoredValueScanCursor<String> page) {
        return sessions(page.getValues().stream().map(ScoredValue::getValue));
    }

    /** Those of some members that name sessions. */
    static List<String> sessions(Stream<String> members) {
        return members.filter(member -> member.length() == Keys.MEMBER_LENGTH)
                .distinct()
                .toList();
    }

    /** Pieces of at most {@link #PAGE}. */
    static List<List<String>> chunks(List<String> members) {
        List<List<String>> chunks = new ArrayList<>();
        for (int begin = 0; begin < members.size(); begin += PAGE) {
            chunks.add(members.subList(begin, Math.min(begin + PAGE, members.size())));
        }
        return chunks;
    }

    /**
     * Removes those of the members whose end of life, as the index has it when this runs, is not after {@code until},
     * and what is left of their sessions.
     *
     * @param until a score
     * @return how many records it removed
     */
    int prune(String subjectKey, List<String> members, long until) {
        int removed = 0;
        for (List<String> chunk : chunks(members)) {
            removed += commands.count(Script.PRUNE, keys(subjectKey, chunk), List.of(Long.toString(until)));
        }
        return removed;
    }

    /** The subject's key and those of its sessions. */
    static List<String> keys(String subjectKey, List<String> members) {
        List<String> keys = new ArrayList<>(List.of(subjectKey));
        members.forEach(member -> keys.add(Keys.session(subjectKey, member)));
        return keys;
    }
}
