package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    private static final String SECRET = "hunter2hunter2";

    @TempDir
    Path directory;

    private Loading loading;

    @BeforeEach
    void nameAnAdministrator() {
        loading = new Loading(directory).with("INITIAL_ADMIN_USERNAME", "root");
    }

    private String password() {
        return loading.configuration().initialAdmin().orElseThrow().password();
    }

    @ParameterizedTest
    @CsvSource({"'',''", "'\n',''", "'\r\n',''", "'\n\n','\n'", "' \n',' '", "'\nx\n','\nx'"})
    void fileOfASecret_losesOneTrailingNewline(String end, String kept) {
        loading.write("secret", SECRET + end);
        loading.with("INITIAL_ADMIN_PASSWORD_FILE", "secret");

        assertThat(password()).isEqualTo(SECRET + kept);
    }

    @Test
    void fileOfASecret_canBeNamedInTheSettingsFile() {
        Path secret = loading.write("secret", SECRET);
        loading.withFile("initial_admin_password_file: " + secret);

        assertThat(password()).isEqualTo(SECRET);
    }

    @Test
    void environment_beatsFile_howeverTheSecretIsGiven() {
        loading.write("secret", SECRET);
        loading.withFile("initial_admin_password_file: no-such-file").with("INITIAL_ADMIN_PASSWORD", SECRET + "1");
        assertThat(password()).isEqualTo(SECRET + "1");

        Loading other = new Loading(directory)
                .withFile("initial_admin_password: from the settings file")
                .with("INITIAL_ADMIN_USERNAME", "root")
                .with("INITIAL_ADMIN_PASSWORD_FILE", "secret");
        assertThat(other.configuration().initialAdmin().orElseThrow().password())
                .isEqualTo(SECRET);
    }

    @Test
    void both_inOnePlace_areAProblem() {
        loading.write("secret", SECRET);
        loading.with("INITIAL_ADMIN_PASSWORD", SECRET).with("INITIAL_ADMIN_PASSWORD_FILE", "secret");
        assertThat(loading.problems())
                .containsExactly(
                        "INITIAL_ADMIN_PASSWORD: [redacted] (allowed: this or INITIAL_ADMIN_PASSWORD_FILE, not both)");

        Loading inFile = new Loading(directory)
                .with("INITIAL_ADMIN_USERNAME", "root")
                .withFile("initial_admin_password: " + SECRET, "initial_admin_password_file: secret");
        assertThat(inFile.problems())
                .singleElement()
                .asString()
                .contains("not both")
                .doesNotContain(SECRET);
    }

    @Test
    void fileOfASecret_missingEmptyOrADirectory_isOneProblem() {
        loading.write("empty", "\n");
        for (String file : List.of("no-such-file", "empty", ".")) {
            assertThat(loading.with("INITIAL_ADMIN_PASSWORD_FILE", file).problems())
                    .singleElement()
                    .asString()
                    .startsWith("INITIAL_ADMIN_PASSWORD_FILE: " + file);
        }
    }

    @Test
    void fileVariant_ofWhatIsNoSecret_isUnknown() {
        assertThat(new Loading(directory).with("SESSION_TTL_FILE", "x").valid().warnings())
                .singleElement()
                .asString()
                .startsWith("SESSION_TTL_FILE: unknown setting, ignored");
    }

    @Test
    void key_whereItsFileIsMeant_isAProblemThatDoesNotShowIt() {
        String key = "0123456789abcdef".repeat(4);

        assertThat(new Loading(directory).with("API_KEY_FILE", key).problems())
                .containsExactly("API_KEY_FILE: [redacted] (allowed: auto, or the path of the file with the key,"
                        + " which is not the key itself)");
    }

    @Test
    void secrets_ofAValidConfiguration_areNowhereToBeSeen() {
        ConfigurationResult.Valid valid = loading.with("INITIAL_ADMIN_PASSWORD", SECRET)
                .with("ACME_URL", "acme://u:" + SECRET + "@host")
                .with("DATABASE_URL", "jdbc:sqlite:x.db?password=" + SECRET)
                .valid();

        assertThat(valid.effective())
                .containsAllEntriesOf(Map.of("INITIAL_ADMIN_PASSWORD", "[redacted]", "ACME_URL", "[redacted]"))
                .containsEntry("DATABASE_URL", "jdbc:sqlite:" + directory.resolve("x.db") + "?password=[redacted]");
        assertThat(valid.toString()).doesNotContain(SECRET);
        assertThat(valid.configuration().initialAdmin().orElseThrow().password())
                .isEqualTo(SECRET);
    }

    @Test
    void settingOfAStore_thatIsNoSecret_isShownAndHasNoFile() {
        ConfigurationResult.Valid valid = loading.with("INITIAL_ADMIN_PASSWORD", SECRET)
                .with("ACME_REGION", "eu-1")
                .valid();

        assertThat(valid.effective()).containsEntry("ACME_REGION", "eu-1");
        assertThat(new Loading(directory)
                        .withFile("acme_region_file: somewhere")
                        .problems())
                .singleElement()
                .asString()
                .contains("acme_region_file");
    }

    @Test
    void secretOfAStore_mayStandInAFile() {
        loading.write("url", "acme://u:" + SECRET + "@host\n");

        Configuration configuration = loading.with("INITIAL_ADMIN_PASSWORD", SECRET)
                .with("ACME_URL_FILE", "url")
                .configuration();

        assertThat(configuration.storeSettings().get("ACME_URL")).contains("acme://u:" + SECRET + "@host");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, postgres://user:hunter2hunter2@host/db?nonsense=1",
        "DATABASE_URL, postgres://user:a/hunter2hunter2#@host/db",
        "DATABASE_URL, jdbc:postgresql://host/db?user=u&password=hunter2hunter2&socketFactory=x",
        "AUTH_BASE_URL, https://user:hunter2hunter2@host/"
    })
    void secrets_inARejectedUrl_areRedacted(String name, String value) {
        assertThat(new Loading(directory).with(name, value).problems())
                .singleElement()
                .asString()
                .startsWith(name + ": ")
                .contains("[redacted]")
                .doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://user:hunter2hunter2@host/db?sslkey=k",
        "postgresql://user:hunter2hunter2@host:5432/db?sslkey=k",
        "jdbc:postgresql://host/db?user=user&password=hunter2hunter2&sslkey=k&sslpassword=hunter2hunter2"
    })
    void secrets_inTheDatabasesUrl_areShownNowhere_andReachTheDatabase(String url) {
        ConfigurationResult.Valid valid = loading.with("INITIAL_ADMIN_PASSWORD", SECRET)
                .with("DATABASE_URL", url)
                .valid();

        assertThat(valid.effective().get("DATABASE_URL"))
                .startsWith("postgresql://user:[redacted]@host:5432/db?sslkey=k");
        assertThat(valid.toString()).doesNotContain(SECRET);
        assertThat(valid.configuration().database())
                .isInstanceOfSatisfying(
                        DatabaseSettings.Postgres.class,
                        postgres -> assertThat(postgres.password()).isEqualTo(SECRET));
    }

    @Test
    void urlOfTheDatabase_canBeGivenInAFile() {
        loading.write("url", "postgres://user:" + SECRET + "@host/db\n");
        loading.with("INITIAL_ADMIN_PASSWORD", SECRET).with("DATABASE_URL_FILE", "url");

        assertThat(loading.configuration().database())
                .isInstanceOfSatisfying(
                        DatabaseSettings.Postgres.class,
                        postgres -> assertThat(postgres.password()).isEqualTo(SECRET));
        assertThat(loading.with("DATABASE_URL", "jdbc:sqlite:x.db").problems())
                .singleElement()
                .asString()
                .contains("this or DATABASE_URL_FILE, not both");
    }

    @Test
    void secrets_ofAnInvalidConfiguration_areNowhereToBeSeen() {
        ConfigurationResult result = loading.with("INITIAL_ADMIN_PASSWORD", SECRET)
                .with("INITIAL_ADMIN_PASSWORT", SECRET)
                .with("PASSWORD_MIN_LENGTH", "128")
                .withFile("initial_admin_pasword: " + SECRET)
                .load(Optional.empty(), Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        ConfigurationResult.Invalid.class,
                        invalid -> assertThat(invalid.problems()).hasSize(2));
        assertThat(result.warnings()).hasSize(1);
        assertThat(result.toString()).doesNotContain(SECRET);
    }

    @Test
    void sources_printOnlyNames() {
        assertThat(Source.environment(Map.of("INITIAL_ADMIN_PASSWORD", SECRET)).toString())
                .isEqualTo("Source[INITIAL_ADMIN_PASSWORD]");
    }
}
