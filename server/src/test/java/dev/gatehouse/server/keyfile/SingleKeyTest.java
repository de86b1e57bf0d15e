package dev.gatehouse.server.keyfile;

import static dev.gatehouse.server.keyfile.KeyFileSite.FIRST;
import static dev.gatehouse.server.keyfile.KeyFileSite.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import io.micronaut.json.tree.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with one key in a file, from before any user exists. */
class SingleKeyTest {

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
    void start_withoutAFile_makesOneForItsOwnerAlone_andSaysWhere() throws Exception {
        Path file = directory.resolve("data/.api_key");
        try (TestServer server = site.start("auto")) {
            String key = Files.readString(file);

            assertThat(key).matches("[0-9a-f]{64}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(file.toFile().getParentFile().list()).noneMatch(name -> name.endsWith(".draft"));
            assertThat(site.told(Level.INFO)).containsExactly("API key authentication ready (key file: " + file + ")");
            assertThat(site.told(Level.WARN)).isEmpty();
            assertThat(KeyFileSite.status(server, key)).isEqualTo(200);
        }
    }

    @Test
    void start_withoutAFolder_makesItForItsOwnerAlone() throws Exception {
        Path file = directory.resolve("new/keys/one");
        try (TestServer server = site.start(file.toString())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("new/keys"))))
                    .isEqualTo("rwx------");
            assertThat(KeyFileSite.status(server, Files.readString(file))).isEqualTo(200);
        }
    }

    @Test
    void start_again_loadsTheSameKey_andAnotherOnceItIsDeleted() throws Exception {
        Path file = directory.resolve("data/.api_key");
        site.start("auto").stop();
        String key = Files.readString(file);
        try (TestServer server = site.start("auto")) {
            assertThat(Files.readString(file)).isEqualTo(key);
            assertThat(KeyFileSite.status(server, key)).isEqualTo(200);
            server.stop();
        }
        Files.delete(file);
        try (TestServer server = site.start("auto")) {
            assertThat(Files.readString(file)).matches("[0-9a-f]{64}").isNotEqualTo(key);
            assertThat(KeyFileSite.status(server, key)).isEqualTo(401);
            assertThat(KeyFileSite.status(server, Files.readString(file))).isEqualTo(200);
        }
    }

    @Test
    void withoutTheSetting_thereIsNoFile_andNoKey() throws Exception {
        site.write("key", FIRST, "rw-------");
        try (TestServer server = site.start("")) {
            assertThat(directory.resolve("data/.api_key")).doesNotExist();
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(503);
            assertThat(site.told(Level.WARN)).isEmpty();
        }
    }

    @Test
    void key_beforeAnyUserExists_isAnAdmin_withEitherHeader() throws Exception {
        try (TestServer server = site.startWithFirst()) {
            for (Caller caller : List.of(
                    server.anonymous().bearing(FIRST), server.anonymous().with("X-Api-Key", FIRST))) {
                Reply me = caller.get("/api/auth/me");
                assertThat(me.status()).isEqualTo(200);
                assertThat(me.text("id")).isEqualTo("key-file");
                assertThat(me.text("username")).isEqualTo("apikey:file");
                assertThat(me.text("role")).isEqualTo("admin");
                assertThat(me.text("session")).isEqualTo("null");
                assertThat(me.text("api_key")).isEqualTo("null");
                assertThat(caller.get("/api/v1/users").items()).isEmpty();
                assertThat(caller.get("/api/audit").status()).isEqualTo(200);
                assertThat(caller.get("/api/auth/sessions").items()).isEmpty();
                assertThat(caller.get("/api/auth/api-keys").items()).isEmpty();
            }
            assertThat(server.anonymous().get("/api/auth/state").text("setup_required"))
                    .isEqualTo("true");
        }
    }

    @Test
    void anythingElse_beforeAnyUserExists_is401() throws Exception {
        try (TestServer server = site.startWithFirst()) {
            Caller anonymous = server.anonymous();
            for (String other : List.of(
                    SECOND,
                    FIRST.toUpperCase(Locale.ROOT),
                    FIRST.substring(1),
                    FIRST + "0",
                    FIRST + ",",
                    "\"" + FIRST)) {
                assertThat(KeyFileSite.status(server, other)).as(other).isEqualTo(401);
            }
            assertThat(anonymous.get("/api/auth/me").status()).isEqualTo(401);
            assertThat(anonymous.get("/api/auth/me?api_key=" + FIRST).status()).isEqualTo(401);
            assertThat(anonymous
                            .with("Authorization", "Basic " + FIRST)
                            .get("/api/auth/me")
                            .status())
                    .isEqualTo(401);
            assertThat(anonymous
                            .with("Cookie", "gatehouse_session=" + FIRST)
                            .get("/api/auth/me")
                            .status())
                    .isEqualTo(401);
            assertThat(anonymous
                            .bearing(FIRST)
                            .with("X-Api-Key", SECOND)
                            .get("/api/auth/me")
                            .status())
                    .isEqualTo(400);
            assertThat(server.tryToSignIn("admin", "some password").code()).isEqualTo("setup_required");
        }
    }

    @Test
    void key_makesUsers_asTheKeyFile_andNeitherKeysNorSessionsNorPasswordsOfItsOwn() throws Exception {
        try (TestServer server = site.startWithFirst()) {
            Caller caller = server.anonymous().bearing(FIRST);
            Reply made = caller.post("/api/users", Map.of("username", "ada", "password", TestServer.PASSWORD));

            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.text("role")).isEqualTo("admin");
            JsonNode actor = caller.get("/api/audit?type=user.created")
                    .items()
                    .getFirst()
                    .get("actor");
            assertThat(Reply.text(actor, "kind")).isEqualTo("api_key");
            assertThat(Reply.text(actor, "name")).isEqualTo("key file");
            assertThat(caller.post("/api/keys", Map.of("name", "x")).status()).isEqualTo(403);
            assertThat(caller.post("/api/auth/api-keys", Map.of("name", "x")).status())
                    .isEqualTo(403);
            assertThat(caller.post("/api/auth/logout").status()).isEqualTo(403);
            assertThat(caller.delete("/api/auth/sessions").status()).isEqualTo(404);
            assertThat(caller.post(
                                    "/api/auth/password",
                                    Map.of("current_password", "x", "new_password", "another password"))
                            .status())
                    .isEqualTo(403);
            assertThat(server.signIn("ada").get("/api/auth/me").status()).isEqualTo(200);
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(200);
            assertThat(KeyFileSite.status(server, SECOND)).isEqualTo(401);
        }
    }

    @Test
    void key_inUpperCaseWithALineBreak_isLoadedAsItStands() throws Exception {
        Path file = site.write("key", FIRST.toUpperCase(Locale.ROOT) + "\r\n", "r--------");
        try (TestServer server = site.start(file.toString())) {
            assertThat(KeyFileSite.status(server, FIRST.toUpperCase(Locale.ROOT)))
                    .isEqualTo(200);
            assertThat(KeyFileSite.status(server, FIRST)).isEqualTo(401);
        }
    }
}
