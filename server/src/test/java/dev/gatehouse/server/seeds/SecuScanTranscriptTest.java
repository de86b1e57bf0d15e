package dev.gatehouse.server.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SecuScan's document on API authentication, step by step: one key in a file, and neither users nor sessions. */
class SecuScanTranscriptTest {

    /** What stands for the document's {@code /api/v1/plugins}. */
    private static final String PROTECTED = "/api/v1/users";

    @TempDir
    Path directory;

    private Path dataDirectory;

    @BeforeEach
    void chooseDataDirectory() {
        dataDirectory = directory.resolve("backend/data");
    }

    private TestServer start(String keyFile) {
        return TestServer.start(Map.of(
                "DATA_DIR",
                dataDirectory.toString(),
                "API_KEY_FILE",
                keyFile,
                "INITIAL_ADMIN_USERNAME",
                "",
                "INITIAL_ADMIN_PASSWORD",
                ""));
    }

    /** {@code $(cat FILE)}. */
    private static String cat(Path file) throws IOException {
        return Files.readString(file).stripTrailing();
    }

    private static Reply curl(TestServer server, String header, String value) {
        return server.anonymous().with(header, value).get(PROTECTED);
    }

    @Test
    void keyIsMadeOnTheFirstStart_loadedOnTheNext_andAnotherOnceItsFileIsRemoved() throws Exception {
        Path file = dataDirectory.resolve(".api_key");
        String key;
        try (TestServer server = start("auto")) {
            key = cat(file);
            assertThat(key).matches("[0-9a-f]{64}");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(curl(server, "X-Api-Key", key).status()).isEqualTo(200);
        }
        try (TestServer server = start("auto")) {
            assertThat(cat(file)).isEqualTo(key);
            assertThat(curl(server, "X-Api-Key", key).status()).isEqualTo(200);
        }
        Files.delete(file);
        try (TestServer server = start("auto")) {
            assertThat(cat(file)).matches("[0-9a-f]{64}").isNotEqualTo(key);
            assertThat(curl(server, "X-Api-Key", cat(file)).status()).isEqualTo(200);
            assertThat(curl(server, "X-Api-Key", key).status()).isEqualTo(401);
        }
    }

    @Test
    void externalAccess_worksWithEitherHeader_andIs401WithoutAValidKey() throws Exception {
        try (TestServer server = start("auto")) {
            String key = cat(dataDirectory.resolve(".api_key"));

            assertThat(curl(server, "X-Api-Key", key).status()).isEqualTo(200);
            assertThat(curl(server, "Authorization", "Bearer " + key).status()).isEqualTo(200);
            assertThat(curl(server, "X-Api-Key", "0".repeat(64)).status()).isEqualTo(401);
            assertThat(curl(server, "Authorization", "Bearer " + "0".repeat(64)).status())
                    .isEqualTo(401);
            assertThat(server.anonymous().get(PROTECTED).status()).isEqualTo(401);
        }
    }

    @Test
    void environmentVariable_namesAnotherFile() throws Exception {
        Path file = directory.resolve("run/secrets/api_key");
        try (TestServer server = start(file.toString())) {
            assertThat(dataDirectory.resolve(".api_key")).doesNotExist();
            assertThat(curl(server, "X-Api-Key", cat(file)).status()).isEqualTo(200);
        }
    }

    @Test
    void unauthenticatedEndpoints_areInformationAndHealth_andNoneTellsTheKey() throws Exception {
        try (TestServer server = start("auto")) {
            String key = cat(dataDirectory.resolve(".api_key"));
            Caller anonymous = server.anonymous();
            for (String path :
                    List.of("/", "/api/v1/health", "/api/v1/auth/state", "/api/v1/auth/config", "/metrics")) {
                Reply reply = anonymous.get(path);
                assertThat(reply.status()).as(path).isEqualTo(200);
                assertThat(reply.body() + reply.headers()).as(path).doesNotContain(key);
            }
        }
    }
}
