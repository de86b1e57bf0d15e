package dev.gatehouse.session.valkey;

import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.valkey.TlsFiles;
import dev.gatehouse.session.testkit.valkey.ValkeyBinary;
import dev.gatehouse.session.testkit.valkey.ValkeyCluster;
import dev.gatehouse.session.testkit.valkey.ValkeySentinels;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Whatever the store may be kept on: one server or several, and the settings that lead there. */
final class TestServer implements AutoCloseable {

    private static final String USER = "gatehouse";
    private static final String PASSWORD = "p@ss:word/%#1";
    private static final String PASSWORD_IN_URL = "p%40ss%3Aword%2F%25%231";

    private final String name;
    private final List<ValkeyServer> primaries;
    private final AutoCloseable all;
    private final IntFunction<Map<String, String>> settings;

    private TestServer(
            String name, List<ValkeyServer> primaries, AutoCloseable all, IntFunction<Map<String, String>> settings) {
        this.name = name;
        this.primaries = primaries;
        this.all = all;
        this.settings = settings;
    }

    static TestServer standalone(ValkeyBinary binary) {
        return of(binary.version(), ValkeyServer.start(binary));
    }

    static TestServer of(String name, ValkeyServer server) {
        return new TestServer(
                name,
                List.of(server),
                server,
                database -> Map.of("VALKEY_URL", "redis://" + server.address() + "/" + database));
    }

    static TestServer tls(ValkeyBinary binary) {
        Path directory = newDirectory();
        TlsFiles files = TlsFiles.make(directory);
        ValkeyServer server = ValkeyServer.startWithTls(binary, files, List.of());
        return new TestServer(
                "TLS on " + binary,
                List.of(server),
                () -> {
                    server.close();
                    delete(directory);
                },
                database -> Map.of(
                        "VALKEY_URL",
                        "valkeys://localhost:" + server.port() + "/" + database,
                        "VALKEY_CA_FILE",
                        files.authority().toString()));
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("gatehouse-tls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** A user with the permissions that {@code docs/valkey.md} names, and no others. */
    static TestServer accessControlled(ValkeyBinary binary) {
        ValkeyServer server = ValkeyServer.startWithLogin(
                binary,
                List.of(
                        "user default on nopass ~* &* +@all",
                        "user " + USER + " on >" + PASSWORD + " " + Permissions.documented()),
                List.of());
        return new TestServer(
                "ACL on " + binary,
                List.of(server),
                server,
                database -> Map.of(
                        "VALKEY_URL",
                        "valkey://" + USER + ":" + PASSWORD_IN_URL + "@" + server.address() + "/" + database));
    }

    static TestServer cluster(ValkeyBinary binary) {
        ValkeyCluster cluster = ValkeyCluster.start(binary);
        String address = cluster.primaries().get(1).address();
        return new TestServer(
                "cluster of " + binary, cluster.primaries(), cluster, _ -> Map.of("VALKEY_URL", "redis://" + address));
    }

    static TestServer sentinel(ValkeyBinary binary) {
        ValkeySentinels sentinels = ValkeySentinels.start(binary);
        return new TestServer(
                "sentinels of " + binary,
                List.of(sentinels.primary()),
                sentinels,
                database -> Map.of(
                        "VALKEY_URL",
                        "redis-sentinel://" + sentinels.addresses() + "/" + database + "#" + ValkeySentinels.NAME));
    }

    SessionStoreSettings settings(int database) {
        Map<String, String> values = new HashMap<>(settings.apply(database));
        // What is tested here is not whether the machine is busy.
        values.put("VALKEY_TIMEOUT", "3s");
        return new SessionStoreSettings(values);
    }

    /** The only server, or the one that a key lies on. */
    ValkeyServer serverOf(String key) {
        return primaries.stream()
                .filter(server -> primaries.size() == 1 || owns(server, key))
                .findFirst()
                .orElseThrow();
    }

    private static boolean owns(ValkeyServer server, String key) {
        int slot = SlotHash.getSlot(key);
        return ((List<?>) server.command("CLUSTER", "SLOTS"))
                .stream()
                        .map(range -> (List<?>) range)
                        .filter(range -> (Long) range.get(0) <= slot && slot <= (Long) range.get(1))
                        .anyMatch(range -> ((List<?>) range.get(2)).get(1).equals((long) server.port()));
    }

    Object command(String key, String... words) {
        return serverOf(key).command(words);
    }

    Stream<ValkeyServer> servers() {
        return primaries.stream();
    }

    List<String> keys() {
        return primaries.stream()
                .flatMap(server -> ((List<?>) server.command("KEYS", "*")).stream())
                .map(Object::toString)
                .toList();
    }

    void flush() {
        primaries.forEach(server -> server.command("FLUSHALL"));
    }

    void freeze() {
        primaries.forEach(ValkeyServer::freeze);
    }

    void thaw() {
        primaries.forEach(ValkeyServer::thaw);
    }

    @Override
    public void close() {
        try {
            all.close();
        } catch (Exception e) {
            throw new IllegalStateException(name + " cannot be closed", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
