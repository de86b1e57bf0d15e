package dev.gatehouse.server.faults;

import dev.gatehouse.session.testkit.valkey.RespConnection;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * What a look into Valkey from outside shows, at one moment.
 *
 * @param ofLiving sessions whose keys stay for longer than the five minutes that they are kept after their end
 * @param ofEnded sessions whose keys are in these five minutes
 * @param forever keys that never expire
 * @param indexed sessions in the subjects' sets
 * @param indexedAsLiving those of them whose end is still to come
 */
record SessionKeys(long ofLiving, long ofEnded, long forever, long indexed, long indexedAsLiving) {

    private static final long KEPT_AFTER_THE_END = Duration.ofMinutes(5).toMillis();

    static SessionKeys of(ValkeyServer valkey) throws IOException {
        try (RespConnection connection = valkey.connect()) {
            long now = InstantSource.system().instant().getEpochSecond();
            SessionKeys sum = new SessionKeys(0, 0, 0, 0, 0);
            for (Object name : (List<?>) connection.command("KEYS", "*")) {
                String key = name.toString();
                long keptFor = (long) connection.command("PTTL", key);
                sum = sum.plus(
                        key.contains("}:")
                                ? new SessionKeys(
                                        0, 0, keptFor == -1 ? 1 : 0, (long) connection.command("ZCARD", key), (long)
                                                connection.command("ZCOUNT", key, "(" + now, "+inf"))
                                : ofSession(keptFor));
            }
            return sum;
        }
    }

    private static SessionKeys ofSession(long keptFor) {
        return new SessionKeys(
                keptFor > KEPT_AFTER_THE_END ? 1 : 0,
                keptFor >= 0 && keptFor <= KEPT_AFTER_THE_END ? 1 : 0,
                keptFor == -1 ? 1 : 0,
                0,
                0);
    }

    private SessionKeys plus(SessionKeys other) {
        return new SessionKeys(
                ofLiving + other.ofLiving,
                ofEnded + other.ofEnded,
                forever + other.forever,
                indexed + other.indexed,
                indexedAsLiving + other.indexedAsLiving);
    }
}
