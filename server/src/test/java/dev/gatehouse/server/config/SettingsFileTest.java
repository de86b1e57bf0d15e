package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {

    @TempDir
    Path directory;

    private String onlyProblem(String... lines) {
        assertThat(new Loading(directory).withFile(lines).problems()).hasSize(1);
        return new Loading(directory).problems().getFirst();
    }

    private String at(int line) {
        return directory.resolve("gatehouse.yml") + ", line " + line + ": ";
    }

    @Test
    void values_areTheTextThatStandsThere() {
        Configuration configuration = new Loading(directory)
                .withFile(
                        "# a comment",
                        "port: 09000",
                        "session_ttl: 3600",
                        "audit_enabled: false",
                        "initial_admin_username: \"0x1F\"",
                        "initial_admin_password: '*&!@% 123456'",
                        "auth_base_url:",
                        "host: ~",
                        "auth_mode: ''")
                .configuration();

        assertThat(configuration.port()).isEqualTo(9000);
        assertThat(configuration.sessions().limits().idle()).hasHours(1);
        assertThat(configuration.audit().enabled()).isFalse();
        assertThat(configuration.initialAdmin())
                .contains(new InitialAdmin("0x1F", "*&!@% 123456", "admin@localhost", "System Administrator"));
        assertThat(configuration.host()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# only a comment\n", "---\n", "\uFEFFport: 8080\n", "{port: 8080}"})
    void file_emptyOrUnusual_isRead(String text) {
        assertThat(new Loading(directory).withFile(text).configuration().port()).isEqualTo(8080);
    }

    @Test
    void valueNotAllowed_namesVariableAndFile() {
        assertThat(onlyProblem("port: 70000"))
                .isEqualTo("PORT (port in " + directory.resolve("gatehouse.yml")
                        + "): 70000 (allowed: 0 to 65535; 0 lets the system choose)");
    }

    @Test
    void key_unknown_isAProblemWithTheNearestName() {
        assertThat(onlyProblem("host: localhost", "sesion_ttl: 3s"))
                .isEqualTo(at(2) + "unknown setting sesion_ttl (did you mean session_ttl?)");
        assertThat(onlyProblem("SESSION_TTL: 3s"))
                .isEqualTo(at(1) + "unknown setting SESSION_TTL (did you mean session_ttl?)");
        assertThat(onlyProblem("initial_admin_pasword_file: x"))
                .isEqualTo(at(1)
                        + "unknown setting initial_admin_pasword_file (did you mean initial_admin_password_file?)");
        assertThat(onlyProblem("colour: blue")).isEqualTo(at(1) + "unknown setting colour");
    }

    @Test
    void key_ofAStore_isKnown() {
        assertThat(new Loading(directory)
                        .withFile("acme_url: acme://x")
                        .configuration()
                        .storeSettings()
                        .get("ACME_URL"))
                .contains("acme://x");
    }

    @Test
    void key_twice_isAProblem() {
        assertThat(onlyProblem("port: 1", "port: 2")).startsWith(at(2) + "port is set twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8080: x", "true: x", "~: x", "[a, b]: x", "? {a: b}\n: x", "<<: {port: 1}"})
    void key_notAText_isAProblem(String line) {
        assertThat(onlyProblem(line)).startsWith(at(1) + "a key that is not a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"session_passive_paths: [/a, /b]", "session_passive_paths:\n  - /a", "host:\n  name: x"})
    void value_nested_isAProblem(String text) {
        assertThat(onlyProblem(text)).startsWith(at(1)).contains("holds a list or a map");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*hunter2",
                "&hunter2",
                "&hunter2 x",
                "!hunter2",
                "!!java.lang.hunter2 x",
                "%hunter2",
                "@hunter2",
                "'hunter2",
                "hunter2: x"
            })
    void value_thatMeansSomethingToYaml_isAProblemThatDoesNotQuoteIt(String value) {
        assertThat(onlyProblem("port: 1", "initial_admin_password: " + value))
                .startsWith(directory.resolve("gatehouse.yml") + ", line ")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b", "just text", "port=1"})
    void file_notAMap_isAProblem(String text) {
        assertThat(onlyProblem(text)).startsWith(at(1) + "not a list of settings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"port: [1", "port: 1\n---\nport: 2", "\tport: 1", "port: \"\u0001\""})
    void file_notYaml_isAProblem(String text) {
        assertThat(onlyProblem(text)).contains("gatehouse.yml").contains("not YAML");
    }

    @Test
    void file_deeplyNested_isAProblem() {
        assertThat(onlyProblem("port: " + "[".repeat(20_000))).contains("not YAML");
    }

    @Test
    void file_tooLarge_isAProblem() {
        assertThat(onlyProblem("# " + "x".repeat(TextFile.LARGEST))).endsWith("larger than 65536 bytes");
    }

    @Test
    void file_notUtf8_isAProblem() throws IOException {
        Files.write(directory.resolve("gatehouse.yml"), new byte[] {'a', ':', ' ', (byte) 0xFF});

        assertThat(new Loading(directory).problems())
                .containsExactly(directory.resolve("gatehouse.yml") + ": is not UTF-8 text");
    }

    @Test
    void configOption_missingFile_isAProblem() {
        assertThat(new Loading(directory).load(Optional.of(Path.of("no.yml")), Optional.empty()))
                .isInstanceOfSatisfying(
                        ConfigurationResult.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly(directory.resolve("no.yml") + ": does not exist"));
    }

    @Test
    void configOption_isReadInsteadOfTheStandardFile() {
        Loading loading = new Loading(directory).withFile("port: 1");
        loading.write("other.yml", "host: 127.0.0.9");
        Configuration configuration = Loading.valid(loading.load(Optional.of(Path.of("other.yml")), Optional.empty()))
                .configuration();

        assertThat(configuration.host()).isEqualTo("127.0.0.9");
        assertThat(configuration.port()).isEqualTo(8080);
    }
}
