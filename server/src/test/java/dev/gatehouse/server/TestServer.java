package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.server.config.PasswordSettings;
import dev.gatehouse.session.SessionStoreProviders;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A running server with a data directory of its own, and people to call it as. It has one admin, hashes at a cost
 * lower than an operator can choose, and tells the time by a {@link TestClock} unless it was given another.
 * Thread-safe.
 */
public final class TestServer implements AutoCloseable {

    /** The first admin's username. */
    public static final String ADMIN = "admin";

    /** Everybody's password, unless a test says otherwise. */
    public static final String PASSWORD = "correct horse battery";

    /** The lowest but one that there is, so that tests can have hashes of a lower one. */
    private static final int BCRYPT_COST = 5;

    private final Path directory;
    private final TestClock clock;
    private final Server server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private TestServer(Path directory, TestClock clock, Server server) {
        this.directory = directory;
        this.clock = clock;
        this.server = server;
    }

    /** Starts a server with the settings that stand in the test's way changed, and no others. */
    public static TestServer start() {
        return start(Map.of());
    }

    /** Starts a server with further settings; an empty value takes one of the test's own away. */
    public static TestServer start(Map<String, String> settings) {
        TestClock clock = new TestClock();
        return start(settings, clock, clock);
    }

    /** Starts a server that tells the time by the machine's clock. */
    public static TestServer startOnRealClock(Map<String, String> settings) {
        return start(settings, new TestClock(), InstantSource.system());
    }

    private static TestServer start(Map<String, String> settings, TestClock clock, InstantSource source) {
        Path directory = temporaryDirectory();
        try {
            return new TestServer(directory, clock, Server.start(configuration(directory, settings), source));
        } catch (RuntimeException e) {
            remove(directory);
            throw e;
        }
    }

    /** A new directory, in memory where the system has such a place. */
    public static Path temporaryDirectory() {
        Path memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "gatehouse-test")
                    : Files.createTempDirectory("gatehouse-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Configuration configuration(Path directory, Map<String, String> settings) {
        ConfigurationResult result = new ConfigurationLoader(
                        environment(directory, settings), directory, SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty());
        assertThat(result).isInstanceOf(ConfigurationResult.Valid.class);
        Configuration configuration = ((ConfigurationResult.Valid) result).configuration();
        return settings.containsKey("BCRYPT_COST") ? configuration : withQuickHashing(configuration);
    }

    /** Most of what tests would wait for is bcrypt, at the lowest cost that an operator can choose. */
    private static Configuration withQuickHashing(Configuration configuration) {
        PasswordSettings passwords = configuration.passwords();
        return new Configuration(
                configuration.host(),
                configuration.port(),
                configuration.dataDirectory(),
                configuration.database(),
                configuration.sessions(),
                configuration.storeSettings(),
                configuration.initialAdmin(),
                configuration.usersFile(),
                new PasswordSettings(passwords.minLength(), BCRYPT_COST, passwords.breached()),
                configuration.signIn(),
                configuration.loginRateLimit(),
                configuration.audit(),
                configuration.baseUrl(),
                configuration.apiKeyFile(),
                configuration.trustedProxies());
    }

    /** The settings of a test server as environment variables. */
    public static Map<String, String> environment(Path directory, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                "0",
                "DATA_DIR",
                directory.resolve("data").toString(),
                "BCRYPT_COST",
                "10",
                "INITIAL_ADMIN_USERNAME",
                ADMIN,
                "INITIAL_ADMIN_PASSWORD",
                PASSWORD));
        environment.putAll(settings);
        return environment;
    }

    /** The clock that the server tells the time by, unless it was started on the real one. */
    public TestClock clock() {
        return clock;
    }

    /** Where the server listens. */
    public URI uri() {
        return server.uri();
    }

    /** Where the server keeps its files. */
    public Path dataDirectory() {
        return directory.resolve("data");
    }

    /** Something that the server is made of. */
    public <T> T bean(Class<T> type) {
        return server.context().getBean(type);
    }

    /** How often bcrypt has verified a password. */
    public long verifications() {
        return bean(MeterRegistry.class)
                .get("gatehouse.password")
                .tag("operation", "verify")
                .timer()
                .count();
    }

    /** Somebody without a credential. */
    public Caller anonymous() {
        return new Caller(http, server.uri(), Map.of());
    }

    /** Signs in with {@link #PASSWORD}. */
    public Caller signIn(String username) {
        return anonymous().bearing(token(username));
    }

    /** Signs in with {@link #PASSWORD}, and calls with an API key made in the user's name. */
    public Caller signInByKey(String username) {
        return anonymous().bearing(apiKey(username).text("key"));
    }

    /** Makes an API key in the name of a user, who has {@link #PASSWORD}. */
    public Reply apiKey(String username) {
        Reply reply = signIn(username).post("/api/auth/api-keys", Map.of("name", "of " + username));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply;
    }

    /** Signs in with another password. */
    public Caller signInWith(String username, String password) {
        return anonymous().bearing(tryToSignIn(username, password).text("token"));
    }

    /** Signs in with {@link #PASSWORD}, for the token. */
    public String token(String username) {
        Reply reply = tryToSignIn(username, PASSWORD);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.text("token");
    }

    /** Tries to sign in. */
    public Reply tryToSignIn(String username, String password) {
        return anonymous().post("/api/auth/login", Map.of("username", username, "password", password));
    }

    /** Makes a user with {@link #PASSWORD}, and returns the id. */
    public String makeUser(String username, String role) {
        Reply reply =
                signIn(ADMIN).post("/api/users", Map.of("username", username, "password", PASSWORD, "role", role));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return reply.text("id");
    }

    /** Stops the server, as its users see it, and keeps its files. */
    public void stop() {
        server.close();
    }

    /** Stops the server and removes its files. */
    @Override
    public void close() {
        stop();
        http.close();
        remove(directory);
    }

    /** Removes a directory with all that is in it. */
    public static void remove(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
