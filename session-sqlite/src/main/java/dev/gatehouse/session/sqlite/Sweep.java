package dev.gatehouse.session.sqlite;

import java.time.Duration;
import java.time.Instant;

/**
 * Removal of dead rows, in the order of their ids, without an index to find them by.
 *
 * <p>Each step is a small read, and a small write only if it found something; other writers run between any two, and for
 * most of the time the sweep rests: it is in no hurry, and what it takes of the processors and the disk, requests wait
 * for. A sweep that reaches its limit leaves its place behind for the next one, so that every part of the table has its
 * turn; one that does not has looked at every row. Thread-safe; several sweeps, of several processes too, share the work.
 */
final class Sweep {

    /** The most rows that one write removes. */
    private static final int LARGEST_WRITE = 200;

    /** How many times as long as a step took it rests after it. */
    private static final int REST = 3;

    private static final String START = "";

    private final SqliteReaders readers;
    private final SqliteWriter writer;
    private volatile String place = START;

    Sweep(SqliteReaders readers, SqliteWriter writer) {
        this.readers = readers;
        this.writer = writer;
    }

    /** Removes up to {@code limit} rows that are dead at {@code now}; fewer if there are no more. */
    int run(Instant now, int limit) {
        String start = place;
        int removed = walk(start, DeadRows.BEHIND_ALL_IDS, now, limit);
        // What is left is the part of the table before the place where this sweep began.
        return removed < limit && !start.equals(START) ? removed + walk(START, start, now, limit - removed) : removed;
    }

    /** Sweeps from behind one id to another, or somewhat further, and returns how many rows it removed. */
    private int walk(String from, String to, Instant now, int limit) {
        int removed = 0;
        String after = from;
        while (removed < limit && after.compareTo(to) < 0) {
            long begun = System.nanoTime();
            String begin = after;
            int most = Math.min(limit - removed, LARGEST_WRITE);
            DeadRows dead = Answers.await(readers.submit(rows -> rows.dead(begin, now, most)));
            if (!dead.ids().isEmpty()) {
                removed +=
                        Answers.await(writer.submit(WriteKind.CLEANUP, session -> session.deleteDead(dead.ids(), now)));
            }
            after = dead.last().orElse(DeadRows.BEHIND_ALL_IDS);
            rest(System.nanoTime() - begun);
        }
        place = after.equals(DeadRows.BEHIND_ALL_IDS) ? START : after;
        return removed;
    }

    private static void rest(long stepNanos) {
        try {
            Thread.sleep(Duration.ofNanos(REST * stepNanos));
        } catch (InterruptedException e) {
            // The next step tells whoever sweeps, as Answers does.
            Thread.currentThread().interrupt();
        }
    }
}
