package dev.gatehouse.server.config;

import dev.gatehouse.session.SessionStoreProviders;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The table of every setting. Checking, unknown names, redaction and {@code config print} all follow from it, so that
 * a new setting is one new row. Rules between two settings stand where the settings meet, in the {@code …Section}
 * classes. Immutable.
 */
final class Settings {

    static final Duration LONGEST = Duration.ofDays(36_500);
    private static final String OF_STORES = "what the store allows";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;

    static final Setting<String> HOST = Setting.plain("HOST", "127.0.0.1", "an IP address or a host name", Texts::host);
    static final Setting<Integer> PORT =
            Setting.plain("PORT", "8080", "0 to 65535; 0 lets the system choose", Numbers.between(0, 65_535));
    static final Setting<Path> DATA_DIR = Setting.plain("DATA_DIR", "./data", "a directory", Texts::path);
    static final Setting<DatabaseSettings> DATABASE_URL =
            Setting.withSecret("DATABASE_URL", DatabaseUrl.ALLOWED, DatabaseUrl::parse);

    static final Setting<Duration> SESSION_TTL = Setting.plain(
            "SESSION_TTL", "24h", durations("1ms to 36500d"), Durations.between(Duration.ofMillis(1), LONGEST));
    static final Setting<Duration> SESSION_MAX_LIFETIME = Setting.plain(
            "SESSION_MAX_LIFETIME",
            "30d",
            durations("SESSION_TTL to 36500d, or 0 for no limit"),
            Durations.between(Duration.ZERO, LONGEST));
    static final Setting<Duration> SESSION_TOUCH_INTERVAL = Setting.optional(
            "SESSION_TOUCH_INTERVAL",
            durations("0 to less than SESSION_TTL"),
            Durations.between(Duration.ZERO, LONGEST));
    static final Setting<List<String>> SESSION_PASSIVE_PATHS = Setting.optional(
            "SESSION_PASSIVE_PATHS",
            "at most 100 patterns that begin with /, separated by commas, such as /api/poll,/assets/**",
            PathPatterns::parse);
    static final Setting<Duration> SESSION_SWEEP_INTERVAL = Setting.plain(
            "SESSION_SWEEP_INTERVAL",
            "1m",
            durations("1s to 1d"),
            Durations.between(Duration.ofSeconds(1), Duration.ofDays(1)));
    static final Setting<Duration> SESSION_MAX_STALENESS = Setting.plain(
            "SESSION_MAX_STALENESS",
            "0s",
            durations("0 to ask the store every time, or 1s to 1h"),
            Durations.zeroOrBetween(Duration.ofSeconds(1), Duration.ofHours(1)));
    static final Setting<Duration> AUTH_GRACE = Setting.plain(
            "AUTH_GRACE", "60s", durations("0 to 1d"), Durations.between(Duration.ZERO, Duration.ofDays(1)));

    static final Setting<String> INITIAL_ADMIN_USERNAME = Setting.optional(
            "INITIAL_ADMIN_USERNAME",
            "1 to 64 characters of A-Z a-z 0-9 . _ - that do not look like a UUID",
            Texts::username);
    static final Setting<String> INITIAL_ADMIN_PASSWORD =
            Setting.secret("INITIAL_ADMIN_PASSWORD", "at least PASSWORD_MIN_LENGTH characters", Optional::of);
    static final Setting<String> INITIAL_ADMIN_EMAIL = Setting.plain(
            "INITIAL_ADMIN_EMAIL",
            "admin@localhost",
            "an e-mail address of at most " + LONGEST_EMAIL + " characters",
            text -> Texts.email(text, LONGEST_EMAIL));
    static final Setting<String> INITIAL_ADMIN_FULL_NAME = Setting.plain(
            "INITIAL_ADMIN_FULL_NAME",
            "System Administrator",
            "1 to " + LONGEST_NAME + " characters on one line",
            text -> Texts.line(text, LONGEST_NAME));

    static final Setting<Integer> PASSWORD_MIN_LENGTH =
            Setting.plain("PASSWORD_MIN_LENGTH", "12", "8 to 128", Numbers.between(8, 128));
    static final Setting<Path> PASSWORD_BREACHED_FILE = Setting.optional(
            "PASSWORD_BREACHED_FILE", "a file of SHA-1 digests in hexadecimal, a line each and in order", Texts::path);
    static final Setting<Integer> BCRYPT_COST = Setting.plain("BCRYPT_COST", "14", "10 to 16", Numbers.between(10, 16));

    static final Setting<AuthMode> AUTH_MODE = Setting.plain("AUTH_MODE", "full", AuthMode.LABELS, AuthMode::ofLabel);
    static final Setting<Boolean> AUTH_MODE_NONE_ANYWHERE =
            Setting.plain("AUTH_MODE_NONE_ANYWHERE", "false", "true or false", Texts::bool);
    static final Setting<String> AUTH_ADMIN_EMAIL = Setting.optional(
            "AUTH_ADMIN_EMAIL",
            "an e-mail address of at most " + LONGEST_EMAIL + " characters",
            text -> Texts.email(text, LONGEST_EMAIL));
    static final Setting<String> AUTH_ADMIN_PASSWORD =
            Setting.secret("AUTH_ADMIN_PASSWORD", "at least PASSWORD_MIN_LENGTH characters", Optional::of);
    static final Setting<Boolean> AUTH_REQUIRE_FOR_READS =
            Setting.plain("AUTH_REQUIRE_FOR_READS", "true", "true or false", Texts::bool);
    static final Setting<Boolean> AUTH_DISABLE_PASSWORD =
            Setting.plain("AUTH_DISABLE_PASSWORD", "false", "true or false", Texts::bool);
    static final Setting<Boolean> AUTH_DISABLE_SIGNUP =
            Setting.plain("AUTH_DISABLE_SIGNUP", "true", "true or false", Texts::bool);
    static final Setting<Path> AUTH_USERS_FILE = Setting.optional(
            "AUTH_USERS_FILE", "a YAML file with a list of users, of at most 1 MiB and 10000 users", Texts::path);
    static final Setting<URI> AUTH_BASE_URL = Setting.optional("AUTH_BASE_URL", BaseUrl.ALLOWED, BaseUrl::parse);

    static final Setting<Path> API_KEY_FILE =
            Setting.optional("API_KEY_FILE", "auto, or the path of the file with the key", Texts::path);

    static final Setting<Boolean> AUDIT_ENABLED = Setting.plain("AUDIT_ENABLED", "true", "true or false", Texts::bool);
    static final Setting<Integer> AUDIT_RETENTION_DAYS = Setting.plain(
            "AUDIT_RETENTION_DAYS", "90", "0 to 36500; 0 keeps events for good", Numbers.between(0, 36_500));

    static final Setting<List<IpSubnetFilterRule>> TRUSTED_PROXIES =
            Setting.optional("TRUSTED_PROXIES", Networks.ALLOWED, Networks::parse);
    static final Setting<LoginRateLimit> LOGIN_RATE_LIMIT = Setting.plain(
            "LOGIN_RATE_LIMIT",
            "5/1m",
            "failures/duration, such as 5/1m: 1 to 1000 failures in 1s to 1d",
            RateLimits::parse);

    private static final List<Setting<?>> FIXED = List.of(
            HOST,
            PORT,
            DATA_DIR,
            DATABASE_URL,
            SESSION_TTL,
            SESSION_MAX_LIFETIME,
            SESSION_TOUCH_INTERVAL,
            SESSION_PASSIVE_PATHS,
            SESSION_SWEEP_INTERVAL,
            SESSION_MAX_STALENESS,
            AUTH_GRACE,
            INITIAL_ADMIN_USERNAME,
            INITIAL_ADMIN_PASSWORD,
            INITIAL_ADMIN_EMAIL,
            INITIAL_ADMIN_FULL_NAME,
            PASSWORD_MIN_LENGTH,
            PASSWORD_BREACHED_FILE,
            BCRYPT_COST,
            AUTH_MODE,
            AUTH_MODE_NONE_ANYWHERE,
            AUTH_ADMIN_EMAIL,
            AUTH_ADMIN_PASSWORD,
            AUTH_REQUIRE_FOR_READS,
            AUTH_DISABLE_PASSWORD,
            AUTH_DISABLE_SIGNUP,
            AUTH_USERS_FILE,
            AUTH_BASE_URL,
            API_KEY_FILE,
            AUDIT_ENABLED,
            AUDIT_RETENTION_DAYS,
            TRUSTED_PROXIES,
            LOGIN_RATE_LIMIT);

    private final Setting<String> storeType;
    private final Setting<String> previousStoreType;
    private final List<Setting<String>> ofStores;

    private Settings(Setting<String> storeType, Setting<String> previousStoreType, List<Setting<String>> ofStores) {
        this.storeType = storeType;
        this.previousStoreType = previousStoreType;
        this.ofStores = ofStores;
    }

    /** The table, with the rows that depend on which stores are on the class path. */
    static Settings of(SessionStoreProviders providers) {
        return of(providers.types(), providers.settingNames(), providers.secretSettingNames());
    }

    /** The table for stores of these types, which declare these settings and take some of them for secrets. */
    static Settings of(
            Collection<String> storeTypes, Collection<String> namesOfStores, Collection<String> secretNames) {
        Setting<String> storeType =
                Setting.plain("SESSION_STORE_TYPE", "sqlite", String.join(", ", storeTypes), Texts.oneOf(storeTypes));
        Setting<String> previousStoreType = Setting.optional(
                "SESSION_STORE_PREVIOUS",
                "a store other than SESSION_STORE_TYPE: " + String.join(", ", storeTypes),
                Texts.oneOf(storeTypes));
        List<String> fixed = FIXED.stream().map(Setting::name).toList();
        List<Setting<String>> ofStores = namesOfStores.stream()
                .filter(name -> !fixed.contains(name))
                .filter(name -> !name.equals(storeType.name()) && !name.equals(previousStoreType.name()))
                .map(name -> secretNames.contains(name)
                        ? Setting.secret(name, OF_STORES, Optional::of)
                        : Setting.optional(name, OF_STORES, Optional::<String>of))
                .toList();
        return new Settings(storeType, previousStoreType, ofStores);
    }

    /** {@code SESSION_STORE_TYPE}. */
    Setting<String> storeType() {
        return storeType;
    }

    /** {@code SESSION_STORE_PREVIOUS}. */
    Setting<String> previousStoreType() {
        return previousStoreType;
    }

    /** What the stores declare. */
    List<Setting<String>> ofStores() {
        return ofStores;
    }

    /** Every row. */
    Stream<Setting<?>> all() {
        return Stream.of(FIXED.stream(), Stream.of(storeType, previousStoreType), ofStores.stream())
                .flatMap(rows -> rows);
    }

    /** Every name that a setting can be given by, the {@code _FILE} ones too. */
    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        all().forEach(setting -> names.addAll(setting.names()));
        return names;
    }

    private static String durations(String range) {
        return range + ", written as 30s, 15m, 24h, 7d, 1h30m, 500ms or plain seconds";
    }
}
