package dev.gatehouse.session.valkey;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Removes the dead whose keys the server would keep for long. As a rule there are none, and nothing is looked for: see
 * {@link ClockLag}. Otherwise it walks through the subjects, page by page. Thread-safe.
 */
final class Sweep {

    private static final int PAGE = 200;

    private final Backend backend;
    private final Commands commands;
    private final Index index;
    private final ClockLag lag;

    Sweep(Backend backend, Commands commands, Index index, ClockLag lag) {
        this.backend = backend;
        this.commands = commands;
        this.index = index;
        this.lag = lag;
    }

    /** See {@link dev.gatehouse.session.SessionStore#sweep}. */
    int run(Instant now, int limit) {
        commands.ping();
        if (!lag.exceeds(Lifetime.SLACK, now)) {
            return 0;
        }
        int removed = 0;
        for (NodeConnection node : backend.wholeRoute().nodes()) {
            ScanCursor cursor = ScanCursor.INITIAL;
            while (!cursor.isFinished()) {
                KeyScanCursor<String> page = commands.keysOf(node, cursor, Keys.EVERY_SUBJECT, PAGE);
                removed += removeDead(node, page.getKeys(), Lifetime.deadAt(now), limit - removed);
                if (removed >= limit) {
                    return removed;
                }
                cursor = page;
            }
        }
        return removed;
    }

    private int removeDead(NodeConnection node, List<String> subjectKeys, long now, int limit) {
        List<CompletionStage<List<String>>> dead = new ArrayList<>();
        for (String key : subjectKeys) {
            dead.add(commands.membersUpTo(node, key, now, Math.min(limit, Index.PAGE)));
        }
        int removed = 0;
        for (int i = 0; i < subjectKeys.size() && removed < limit; i++) {
            String key = subjectKeys.get(i);
            List<String> members = Commands.await(dead.get(i));
            while (!members.isEmpty() && removed < limit) {
                List<String> some = members.subList(0, Math.min(members.size(), limit - removed));
                removed += index.prune(key, some, now);
                members = Commands.await(commands.membersUpTo(node, key, now, Math.min(limit, Index.PAGE)));
            }
        }
        return removed;
    }
}
