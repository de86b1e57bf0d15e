package dev.gatehouse.server.keyfile;

import static dev.gatehouse.server.keyfile.KeyFileSite.FIRST;
import static dev.gatehouse.server.keyfile.KeyFileSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.session.testkit.Awaiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the key while its file is replaced, deleted or spoilt under a running server. */
class ReplacedKeyTest {

    /** How long a key that was replaced may go on working. */
    private static final Duration BOUND = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private KeyFileSite site;

    @BeforeEach
    void prepare() {
        site = new KeyFileSite(directory);
    }

    @AfterEach
    void stopListening() {
        site.close();
    }

    @Test
    void key_whileTheAccountsDatabaseIsAway_works_andIsReplaced() throws Exception {
        Path file = site.write("key", FIRST, "rw-------");
        try (TestServer server =
                site.start(file.toString(), Map.of("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"))) {
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(200);
            assertThat(KeyFileSite.status(server, SECOND)).isEqualTo(503);
            site.replace(file, SECOND, "rw-------");
            KeyFileSite.awaitOpens(server, SECOND);
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(503);
        }
    }

    @Test
    void fileReplaced_endsTheOldKey_withinTwoSeconds() throws Exception {
        Path file = site.write("key", FIRST, "rw-------");
        try (TestServer server = site.start(file.toString())) {
            for (String[] step : new String[][] {{FIRST, SECOND}, {SECOND, FIRST}}) {
                assertThat(KeyFileSite.status(server, step[0])).isEqualTo(200);
                long replaced = System.nanoTime();
                site.replace(file, step[1] + "\n", "rw-------");
                Awaiting.until("the old key is dead", () -> KeyFileSite.status(server, step[0]) == 401);
                assertThat(Duration.ofNanos(System.nanoTime() - replaced)).isLessThan(BOUND);
                assertThat(KeyFileSite.status(server, step[1])).isEqualTo(200);
            }
            assertThat(site.told(Level.INFO))
                    .filteredOn(line -> line.contains("was replaced"))
                    .hasSize(2);
        }
    }

    @Test
    void fileWrittenOver_endsTheOldKey() throws Exception {
        Path file = site.write("key", FIRST, "rw-------");
        try (TestServer server = site.start(file.toString())) {
            Files.writeString(file, SECOND);
            KeyFileSite.awaitOpens(server, SECOND);
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(401);
        }
    }

    @Test
    void kubernetesSecret_readableByAll_isTakenWithAWarning_andAgainWhenItsLinkIsSwapped() throws Exception {
        Files.createDirectories(directory.resolve("..one"));
        Files.createDirectories(directory.resolve("..two"));
        site.write("..one/key", FIRST, "rw-r--r--");
        site.write("..two/key", SECOND, "rw-r--r--");
        Path data = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..one"));
        Path file = Files.createSymbolicLink(directory.resolve("key"), Path.of("..data/key"));
        try (TestServer server = site.start(file.toString())) {
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(200);
            assertThat(site.told(Level.WARN)).singleElement().asString().contains("chmod 600 " + file);

            Path next = Files.createSymbolicLink(directory.resolve("..data_tmp"), Path.of("..two"));
            Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
            KeyFileSite.awaitOpens(server, SECOND);

            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(401);
            assertThat(site.told(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void fileDeleted_keepsTheKeyInForce_andSaysSoOnce() throws Exception {
        Path file = site.write("key", FIRST, "rw-------");
        try (TestServer server = site.start(file.toString())) {
            Files.delete(file);
            site.awaitTold("is gone");
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(200);
            assertThat(file).doesNotExist();

            site.replace(file, SECOND, "rw-------");
            KeyFileSite.awaitOpens(server, SECOND);
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(401);
            assertThat(site.told(Level.WARN)).hasSize(1);
        }
    }

    @Test
    void fileSpoilt_keepsTheKeyInForce_andEachTroubleIsToldOnce() throws Exception {
        Path file = site.write("key", FIRST, "rw-------");
        try (TestServer server = site.start(file.toString())) {
            site.replace(file, SECOND.substring(1), "rw-------");
            site.awaitTold("holds no key");
            site.replace(file, SECOND, "rw--w----");
            site.awaitTold("may be written by others");
            site.replace(file, SECOND, "rw-----w-");
            site.replace(file, "x".repeat(100_000), "rw-------");
            site.awaitTold("is larger than");
            Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("nowhere"));
            Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
            site.awaitTold("leads nowhere");
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(200);
            assertThat(KeyFileSite.status(server, SECOND)).isEqualTo(401);

            site.replace(file, FIRST, "rw-------");
            site.awaitTold("is in order again");
            assertThat(site.told(Level.WARN))
                    .hasSize(4)
                    .allSatisfy(line -> assertThat(line)
                            .contains("The key that was loaded stays in force")
                            .doesNotContain(SECOND.substring(1, 60)));
        }
    }

    @Test
    void request_whoseBodyComesAfterTheReplacement_changesNothing() throws Exception {
        Path file = site.write("key", FIRST, "rw-------");
        try (TestServer server = site.start(file.toString())) {
            String body = "{\"username\":\"mallory\",\"password\":\"" + TestServer.PASSWORD + "\"}";
            String head = "POST /api/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Api-Key: " + FIRST
                    + "\r\nContent-Length: " + body.length() + "\r\n\r\n";

            Reply reply = new RawHttp(server.uri())
                    .sendInTwo(
                            head + body.substring(0, 10),
                            () -> {
                                // Sent on another connection afterwards, and judged: so was the first, in all
                                // likelihood.
                                for (int i = 0; i < 20; i++) {
                                    assertThat(KeyFileSite.status(server, FIRST))
                                            .isEqualTo(200);
                                }
                                site.replace(file, SECOND, "rw-------");
                                KeyFileSite.awaitOpens(server, SECOND);
                            },
                            body.substring(10));

            assertThat(reply.status()).isEqualTo(401);
            assertThat(server.anonymous().bearing(SECOND).get("/api/users").items())
                    .isEmpty();
        }
    }
}
