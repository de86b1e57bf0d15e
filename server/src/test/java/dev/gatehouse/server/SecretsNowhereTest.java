package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** After a day of use in miniature, neither a token nor a password lies anywhere. */
class SecretsNowhereTest {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    @TempDir
    Path keys;

    private final List<String> tokens = new ArrayList<>();
    private final List<String> passwords = new ArrayList<>();

    @Test
    void tokensAndPasswords_afterADayOfUse_areNowhere() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Runnable detach = capture(log);
        LoggerFactory.getLogger(getClass()).debug("Everything is captured");
        Path keyFile = keys.resolve("key");
        TestServer server = TestServer.start(Map.of(
                "INITIAL_ADMIN_PASSWORD",
                password("first ädmin+pass&word 1"),
                "API_KEY_FILE",
                keyFile.toString(),
                "BCRYPT_COST",
                "10"));
        try {
            useForADay(server);
            useTheKeyFile(server, keyFile, log);
            Caller admin = signIn(server, TestServer.ADMIN, passwords.getFirst());
            String told = server.anonymous().get("/metrics").body()
                    + admin.get("/api/audit?limit=500").body();
            assertThat(told).contains("gatehouse_logins_total", "login.failed");
            server.stop();
            detach.run();
            String files = filesOf(server.dataDirectory());
            assertThat(files).contains("hmac-sha384:$2a$10$");
            String logged = log.toString(UTF_8);
            assertThat(logged)
                    .contains(
                            "Initial admin admin created",
                            "Everything is captured",
                            "API key authentication ready (key file: " + keyFile + ")");

            for (String text : List.of(told, files, logged)) {
                assertHoldsNoSecret(text);
            }
            for (String text : List.of(told, logged)) {
                assertHoldsNoDigest(text);
            }
        } finally {
            detach.run();
            server.close();
        }
    }

    private String password(String text) {
        passwords.add(text);
        return text;
    }

    private Caller signIn(TestServer server, String username, String password) {
        Reply login = server.anonymous()
                .post("/api/auth/login", Map.of("username", username, "password", password, "cookie", true));
        assertThat(login.status()).isEqualTo(200);
        tokens.add(login.text("token"));
        return server.anonymous().bearing(tokens.getLast());
    }

    private void useForADay(TestServer server) {
        Caller admin = signIn(server, TestServer.ADMIN, passwords.getFirst());
        Reply grace = admin.post("/api/users", Map.of("username", "grace", "password", password("graces pass=word 2")));
        String path = "/api/users/" + grace.text("id");
        signIn(server, "grace", passwords.getLast()).post("/api/auth/logout");
        Caller caller = signIn(server, "grace", passwords.getLast());
        server.anonymous()
                .with("Cookie", "gatehouse_session=" + tokens.getLast())
                .get("/api/auth/me");
        server.anonymous().with("X-Api-Key", tokens.getLast()).get("/api/auth/sessions");
        server.anonymous().with("Authorization", tokens.getLast()).get("/api/users/" + tokens.getLast());
        server.anonymous().get("/api/auth/me?access_token=" + tokens.getLast());
        server.tryToSignIn("grace", password("a wrong pass/word 3"));
        server.tryToSignIn("nobody", password("another wrong pass?word 4"));
        server.anonymous().send("POST", "/api/auth/login", "{\"password\":\"" + password("broken json pass%word 5"));
        caller.post(
                "/api/auth/password",
                Map.of("current_password", passwords.get(1), "new_password", password("graces new pass#word 6")));
        admin.post(path + "/password", Map.of("new_password", password("set by ädmin pass\"word 7")));
        admin.post(path + "/password", Map.of("new_password", password("weak pw 8")));
        Reply reset = admin.post(path + "/reset-password");
        signIn(server, "grace", password(reset.text("password"))).delete("/api/auth/sessions");
        admin.with("Sec-Fetch-Site", "cross-site").get("/nowhere");
        admin.delete(path);
    }

    private void useTheKeyFile(TestServer server, Path keyFile, ByteArrayOutputStream log) throws IOException {
        String made = Files.readString(keyFile);
        String replacement = made.toUpperCase(Locale.ROOT).replace('A', '0');
        tokens.addAll(List.of(made, replacement));
        Caller caller = server.anonymous().with("X-Api-Key", made);
        assertThat(caller.post("/api/users", Map.of("username", "hedy", "password", password("hedys pass*word 9")))
                        .status())
                .isEqualTo(201);
        caller.get("/api/auth/me");
        caller.post("/api/auth/logout");
        server.anonymous().with("Authorization", made).get("/api/users/" + made);
        server.anonymous().get("/api/auth/me?api_key=" + made);
        Files.writeString(keyFile, made + replacement);
        Awaiting.until("the spoilt file is told of", () -> log.toString(UTF_8).contains("holds no key"));
        Files.writeString(keyFile, replacement + "\n");
        Awaiting.until(
                "the replaced key opens",
                () -> server.anonymous()
                                .bearing(replacement)
                                .get("/api/auth/me")
                                .status()
                        == 200);
        caller.get("/api/auth/me");
    }

    private static Runnable capture(ByteArrayOutputStream log) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger %msg %mdc%n%ex");
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(log);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<Logger> loggers = List.of(root, context.getLogger("dev.gatehouse"));
        List<Level> levels = loggers.stream().map(Logger::getLevel).toList();
        root.setLevel(Level.DEBUG);
        context.getLogger("dev.gatehouse").setLevel(Level.TRACE);
        var console = root.getAppender("STDERR");
        root.detachAppender(console);
        root.addAppender(appender);
        return () -> {
            if (root.detachAppender(appender)) {
                root.addAppender(console);
                for (int i = 0; i < loggers.size(); i++) {
                    loggers.get(i).setLevel(levels.get(i));
                }
            }
        };
    }

    private static String filesOf(Path directory) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(new String(Files.readAllBytes(file), ISO_8859_1));
            }
        }
        return all.toString();
    }

    private void assertHoldsNoSecret(String text) {
        assertThat(Stream.concat(tokens.stream(), passwords.stream())).hasSizeGreaterThan(12);
        Stream.concat(tokens.stream(), passwords.stream())
                .flatMap(secret -> Stream.of(
                        secret,
                        new String(secret.getBytes(UTF_8), ISO_8859_1),
                        Base64.getEncoder().withoutPadding().encodeToString(secret.getBytes(UTF_8)),
                        URLEncoder.encode(secret, UTF_8)))
                .forEach(form -> {
                    int at = text.indexOf(form);
                    String where = at < 0 ? "" : text.substring(Math.max(0, at - 200), at);
                    assertThat(at).as("%s after <%s>", form, where).isNegative();
                });
    }

    private void assertHoldsNoDigest(String text) throws Exception {
        for (String token : tokens) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            for (String form : List.of(
                    HexFormat.of().formatHex(digest),
                    Base64.getEncoder().withoutPadding().encodeToString(digest),
                    base62(digest))) {
                assertThat(text.contains(form)).as(form).isFalse();
            }
        }
    }

    private static String base62(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (BigInteger rest = new BigInteger(1, bytes);
                rest.signum() > 0;
                rest = rest.divide(BigInteger.valueOf(62))) {
            text.insert(0, BASE62.charAt(rest.mod(BigInteger.valueOf(62)).intValue()));
        }
        return text.toString();
    }
}
