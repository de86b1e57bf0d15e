package dev.gatehouse.session.valkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.testkit.valkey.RespConnection;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything that servers hold, read past the store, and what must be true of it at any time. */
final class Keyspace {

    private final Set<String> sessions = new HashSet<>();
    private final Set<String> indexed = new HashSet<>();
    private final List<String> withoutExpiry = new ArrayList<>();
    private final List<String> outlived = new ArrayList<>();

    private Keyspace() {}

    static Keyspace of(TestServer server) {
        Keyspace keyspace = new Keyspace();
        server.servers().forEach(keyspace::read);
        return keyspace;
    }

    private void read(ValkeyServer server) {
        try (RespConnection connection = server.connect()) {
            for (Object each : (List<?>) connection.command("KEYS", "*")) {
                read(connection, each.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(RespConnection connection, String key) throws IOException {
        long expiry = (Long) connection.command("PTTL", key);
        if (expiry < 0) {
            withoutExpiry.add(key);
        }
        if (!connection.command("TYPE", key).equals("zset")) {
            sessions.add(key);
            return;
        }
        for (Object member : (List<?>) connection.command("ZRANGE", key, "0", "-1")) {
            if (member.toString().length() == Keys.MEMBER_LENGTH) {
                String session = Keys.session(key, member.toString());
                indexed.add(session);
                if ((Long) connection.command("PTTL", session) > expiry) {
                    outlived.add(key);
                }
            }
        }
    }

    /** Every key expires, no index before what it names, and the indexes name the sessions there are and no others. */
    Keyspace assertSound() {
        assertThat(withoutExpiry).as("keys without an expiry").isEmpty();
        assertThat(outlived).as("indexes that expire before a session").isEmpty();
        assertThat(indexed).as("what the indexes name").isEqualTo(sessions);
        return this;
    }

    Set<String> sessions() {
        return sessions;
    }
}
