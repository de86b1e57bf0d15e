package dev.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.SessionLimits;
import dev.gatehouse.session.SessionStoreProviders;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationLoaderTest {

    @TempDir
    Path directory;

    @Test
    void load_nothingSet_isTheContractsDefaults() {
        Configuration configuration = new Loading(directory).configuration();

        assertThat(configuration.host()).isEqualTo("127.0.0.1");
        assertThat(configuration.port()).isEqualTo(8080);
        assertThat(configuration.dataDirectory()).isEqualTo(directory.resolve("data"));
        assertThat(configuration.database())
                .isEqualTo(new DatabaseSettings.Sqlite(directory.resolve("data/gatehouse.db"), ""));
        assertThat(configuration.sessions())
                .isEqualTo(new SessionSettings(
                        "sqlite",
                        Optional.empty(),
                        false,
                        new SessionLimits(
                                Duration.ofHours(24), Optional.of(Duration.ofDays(30)), Duration.ofSeconds(60)),
                        List.of(),
                        Duration.ofMinutes(1),
                        Duration.ZERO,
                        Duration.ofSeconds(60)));
        assertThat(configuration.initialAdmin()).isEmpty();
        assertThat(configuration.usersFile()).isEmpty();
        assertThat(configuration.passwords()).isEqualTo(new PasswordSettings(12, 14, Optional.empty()));
        assertThat(configuration.loginRateLimit()).isEqualTo(new LoginRateLimit(5, Duration.ofMinutes(1)));
        assertThat(configuration.audit()).isEqualTo(new AuditSettings(true, Optional.of(Duration.ofDays(90))));
        assertThat(configuration.baseUrl()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(configuration.trustedProxies()).isEmpty();
    }

    @Test
    void effective_nothingSet_isWhatHasAValue() {
        assertThat(new Loading(directory).valid().effective())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("HOST", "127.0.0.1"),
                        Map.entry("PORT", "8080"),
                        Map.entry("DATA_DIR", directory.resolve("data").toString()),
                        Map.entry("DATABASE_URL", "jdbc:sqlite:" + directory.resolve("data/gatehouse.db")),
                        Map.entry("SESSION_STORE_TYPE", "sqlite"),
                        Map.entry("SESSION_TTL", "24h"),
                        Map.entry("SESSION_MAX_LIFETIME", "30d"),
                        Map.entry("SESSION_TOUCH_INTERVAL", "60s"),
                        Map.entry("SESSION_SWEEP_INTERVAL", "1m"),
                        Map.entry("SESSION_MAX_STALENESS", "0s"),
                        Map.entry("AUTH_GRACE", "60s"),
                        Map.entry("INITIAL_ADMIN_EMAIL", "admin@localhost"),
                        Map.entry("INITIAL_ADMIN_FULL_NAME", "System Administrator"),
                        Map.entry("PASSWORD_MIN_LENGTH", "12"),
                        Map.entry("BCRYPT_COST", "14"),
                        Map.entry("AUTH_MODE", "full"),
                        Map.entry("AUTH_MODE_NONE_ANYWHERE", "false"),
                        Map.entry("AUTH_REQUIRE_FOR_READS", "true"),
                        Map.entry("AUTH_DISABLE_PASSWORD", "false"),
                        Map.entry("AUTH_DISABLE_SIGNUP", "true"),
                        Map.entry("AUTH_BASE_URL", "http://localhost:8080"),
                        Map.entry("AUDIT_ENABLED", "true"),
                        Map.entry("AUDIT_RETENTION_DAYS", "90"),
                        Map.entry("LOGIN_RATE_LIMIT", "5/1m")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "10.99.100.249", "::", "fe80::1", "localhost", "a1.example"})
    void host_addressOrName_isTaken(String host) {
        assertThat(new Loading(directory).with("HOST", host).configuration().host())
                .isEqualTo(host);
    }

    @Test
    void load_everythingSet_isWhatWasSet() {
        Configuration configuration = new Loading(directory)
                .with("HOST", "::1")
                .with("PORT", "0")
                .with("DATA_DIR", "/srv/gatehouse/../data")
                .with("DATABASE_URL", "jdbc:sqlite:x/y.db?max_page_count=500&cache_size=10")
                .with("SESSION_STORE_TYPE", "acme")
                .with("SESSION_TTL", "1h30m")
                .with("SESSION_MAX_LIFETIME", "5400")
                .with("SESSION_TOUCH_INTERVAL", "500ms")
                .with("SESSION_PASSIVE_PATHS", "/api/poll, /assets/**")
                .with("SESSION_SWEEP_INTERVAL", "10s")
                .with("INITIAL_ADMIN_USERNAME", "root")
                .with("INITIAL_ADMIN_PASSWORD", "päßwörd1")
                .with("INITIAL_ADMIN_EMAIL", "root@example.com")
                .with("INITIAL_ADMIN_FULL_NAME", "The Root")
                .with("PASSWORD_MIN_LENGTH", "8")
                .with("SESSION_MAX_STALENESS", "2s")
                .with("AUTH_GRACE", "5m")
                .with("BCRYPT_COST", "10")
                .with("AUTH_MODE", "full")
                .with("AUTH_USERS_FILE", "conf/../users.yaml")
                .with("AUTH_BASE_URL", "HTTPS://Auth.Example.com/Sub/")
                .with("AUDIT_ENABLED", "false")
                .with("AUDIT_RETENTION_DAYS", "0")
                .with("TRUSTED_PROXIES", "10.0.0.0/8,fd00::/8")
                .with("LOGIN_RATE_LIMIT", "20/1h")
                .configuration();

        assertThat(configuration.host()).isEqualTo("::1");
        assertThat(configuration.port()).isZero();
        assertThat(configuration.dataDirectory()).isEqualTo(Path.of("/srv/data"));
        assertThat(configuration.database())
                .isEqualTo(
                        new DatabaseSettings.Sqlite(directory.resolve("x/y.db"), "max_page_count=500&cache_size=10"));
        assertThat(configuration.sessions())
                .isEqualTo(new SessionSettings(
                        "acme",
                        Optional.empty(),
                        true,
                        new SessionLimits(
                                Duration.ofMinutes(90), Optional.of(Duration.ofMinutes(90)), Duration.ofMillis(500)),
                        List.of("/api/poll", "/assets/**"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(5)));
        assertThat(configuration.initialAdmin())
                .contains(new InitialAdmin("root", "päßwörd1", "root@example.com", "The Root"));
        assertThat(configuration.usersFile()).contains(directory.resolve("users.yaml"));
        assertThat(configuration.passwords()).isEqualTo(new PasswordSettings(8, 10, Optional.empty()));
        assertThat(configuration.baseUrl()).isEqualTo(URI.create("https://auth.example.com/Sub"));
        assertThat(configuration.audit()).isEqualTo(new AuditSettings(false, Optional.empty()));
        assertThat(configuration.trustedProxies())
                .anyMatch(rule -> rule.matches(new InetSocketAddress("10.1.2.3", 1)))
                .noneMatch(rule -> rule.matches(new InetSocketAddress("11.1.2.3", 1)));
        assertThat(configuration.loginRateLimit()).isEqualTo(new LoginRateLimit(20, Duration.ofHours(1)));
    }

    @Test
    void maxLifetime_zero_isNoLimit() {
        Configuration configuration =
                new Loading(directory).with("SESSION_MAX_LIFETIME", "0").configuration();

        assertThat(configuration.sessions().limits().absolute()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"3s, 150ms", "20m, 60s", "19m, 57s", "30d, 60s", "1ms, 0s", "19ms, 0s", "20ms, 1ms"})
    void touchInterval_notSet_isTheSmallerOfAMinuteAndATwentieth(String ttl, String expected) {
        ConfigurationResult.Valid valid =
                new Loading(directory).with("SESSION_TTL", ttl).valid();

        assertThat(valid.effective()).containsEntry("SESSION_TOUCH_INTERVAL", expected);
        assertThat(valid.configuration().sessions().limits().touchInterval())
                .isEqualTo(Durations.parse(expected).orElseThrow());
    }

    @Test
    void touchInterval_zero_isAllowed() {
        Configuration configuration =
                new Loading(directory).with("SESSION_TOUCH_INTERVAL", "0").configuration();

        assertThat(configuration.sessions().limits().touchInterval()).isZero();
    }

    @Test
    void baseUrl_notSet_followsThePort() {
        assertThat(new Loading(directory).with("PORT", "9090").valid().effective())
                .containsEntry("AUTH_BASE_URL", "http://localhost:9090");
    }

    @Test
    void apiKeyFile_notSet_isNone_andAutoIsInTheDataDirectory() {
        assertThat(new Loading(directory).configuration().apiKeyFile()).isEmpty();
        assertThat(new Loading(directory)
                        .with("API_KEY_FILE", "auto")
                        .with("DATA_DIR", "elsewhere")
                        .valid()
                        .effective())
                .containsEntry(
                        "API_KEY_FILE", directory.resolve("elsewhere/.api_key").toString());
    }

    @Test
    void apiKeyFile_isRelativeToTheWorkingDirectory_andIsNotRead() {
        Configuration configuration =
                new Loading(directory).withFile("api_key_file: keys/one").configuration();

        assertThat(configuration.apiKeyFile()).contains(directory.resolve("keys/one"));
        assertThat(directory.resolve("keys")).doesNotExist();
        assertThat(new Loading(directory)
                        .with("API_KEY_FILE", "./auto")
                        .configuration()
                        .apiKeyFile())
                .contains(directory.resolve("auto"));
    }

    @Test
    void databaseOption_beatsUrl_andIsRelativeToTheWorkingDirectory() {
        Loading loading = new Loading(directory).with("DATABASE_URL", "postgres://not-looked-at");
        ConfigurationResult.Valid valid =
                Loading.valid(loading.load(Optional.empty(), Optional.of(Path.of("other.db"))));

        assertThat(valid.configuration().database())
                .isEqualTo(new DatabaseSettings.Sqlite(directory.resolve("other.db"), ""));
        assertThat(valid.effective()).containsEntry("DATABASE_URL", "jdbc:sqlite:" + directory.resolve("other.db"));
    }

    @Test
    void databaseUrl_ofPostgres_isTakenApart() {
        assertThat(database(
                        "postgres://ada:p%40ss%2Fw+rd@db.example/main%20one?sslmode=verify-full&sslrootcert=system"))
                .isEqualTo(new DatabaseSettings.Postgres(
                        "db.example:5432",
                        "main one",
                        "ada",
                        "p@ss/w+rd",
                        Map.of("sslmode", "verify-full", "sslrootcert", "system")));
        assertThat(database("jdbc:postgresql://a:1,[::1],10.0.0.1:3/db?user=u&application_name=x"))
                .isEqualTo(new DatabaseSettings.Postgres(
                        "a:1,[::1]:5432,10.0.0.1:3", "db", "u", "", Map.of("ApplicationName", "x")));
    }

    private DatabaseSettings database(String url) {
        return new Loading(directory).with("DATABASE_URL", url).configuration().database();
    }

    @Test
    void storeSettings_seeEffectiveValuesWithAbsolutePaths() {
        Configuration configuration = new Loading(directory)
                .with("ACME_URL", "acme://u:pw@host")
                .with("DATABASE_URL", "jdbc:sqlite:a.db?max_page_count=9")
                .configuration();

        assertThat(configuration.storeSettings().get("DATA_DIR"))
                .contains(directory.resolve("data").toString());
        assertThat(configuration.storeSettings().get("DATABASE_URL"))
                .contains("jdbc:sqlite:" + directory.resolve("a.db") + "?max_page_count=9");
        assertThat(configuration.storeSettings().get("ACME_URL")).contains("acme://u:pw@host");
        assertThat(configuration.storeSettings().get("SESSION_TTL")).contains("24h");
    }

    @Test
    void environment_beatsFile_andFileBeatsDefault() {
        Configuration configuration = new Loading(directory)
                .withFile("port: 9001", "host: 127.0.0.2")
                .with("PORT", "9002")
                .configuration();

        assertThat(configuration.port()).isEqualTo(9002);
        assertThat(configuration.host()).isEqualTo("127.0.0.2");
    }

    @Test
    void environment_empty_countsAsNotSet() {
        Configuration configuration =
                new Loading(directory).withFile("port: 9001").with("PORT", "").configuration();

        assertThat(configuration.port()).isEqualTo(9001);
    }

    @Test
    void warnings_unknownVariableWithOurPrefix_isNamedWithoutItsValue() {
        ConfigurationResult.Valid valid = new Loading(directory)
                .with("SESSION_TLL", "hunter2")
                .with("AUTH_GRAPE", "60s")
                .with("ACME_OTHER", "1")
                .with("SESSION_MANAGER", "local/desktop")
                .valid();

        assertThat(valid.warnings())
                .containsExactly(
                        "AUTH_GRAPE: unknown setting, ignored (did you mean AUTH_GRACE?)",
                        "SESSION_TLL: unknown setting, ignored (did you mean SESSION_TTL?)");
    }

    @Test
    void providers_onTheClassPath_areTheAllowedTypes() {
        SessionStoreProviders providers = SessionStoreProviders.discover();
        ConfigurationResult result = new ConfigurationLoader(
                        Map.of("SESSION_STORE_TYPE", "no-such"), directory, providers)
                .load(Optional.empty(), Optional.empty());

        assertThat(result)
                .isInstanceOfSatisfying(
                        ConfigurationResult.Invalid.class,
                        invalid -> assertThat(invalid.problems())
                                .containsExactly("SESSION_STORE_TYPE: no-such (allowed: "
                                        + String.join(", ", providers.types()) + ")"));
    }
}
