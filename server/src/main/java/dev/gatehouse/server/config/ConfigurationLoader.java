package dev.gatehouse.server.config;

import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/**
 * Reads every setting, once, and says everything that is wrong with them at once.
 *
 * <p>A setting comes from the environment, else from {@code gatehouse.yml} under the same name in lower case, else it
 * has its default. A secret {@code X} may come from a file that {@code X_FILE} names in the same place; {@code X} in
 * the environment wins over {@code x_file} in the file, but both in one place are a problem. A variable with an empty
 * value counts as not set. Reads nothing but the given map and files. Thread-safe.
 */
public final class ConfigurationLoader {

    private static final String DEFAULT_FILE = "gatehouse.yml";

    private static final List<String> PREFIXES = List.of(
            "SESSION_", "AUTH_", "AUDIT_", "INITIAL_ADMIN_", "LOGIN_", "PASSWORD_", "BCRYPT_", "DATABASE_", "TRUSTED_");

    /** Set in every X11 desktop session, and nothing of ours. */
    private static final String OF_THE_DESKTOP = "SESSION_MANAGER";

    private final Map<String, String> environment;
    private final Path workingDirectory;
    private final Settings settings;
    private final Function<Path, Optional<String>> usersFileCheck;

    /**
     * @param environment the environment variables; copied
     * @param workingDirectory what relative paths are resolved against, and where {@code gatehouse.yml} is looked for
     * @param providers the stores that {@code SESSION_STORE_TYPE} may name, and whose settings are known
     */
    public ConfigurationLoader(
            Map<String, String> environment, Path workingDirectory, SessionStoreProviders providers) {
        this(environment, workingDirectory, Settings.of(providers));
    }

    ConfigurationLoader(Map<String, String> environment, Path workingDirectory, Settings settings) {
        this(environment, workingDirectory, settings, _ -> Optional.empty());
    }

    private ConfigurationLoader(
            Map<String, String> environment,
            Path workingDirectory,
            Settings settings,
            Function<Path, Optional<String>> usersFileCheck) {
        this.environment = Map.copyOf(environment);
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.settings = settings;
        this.usersFileCheck = usersFileCheck;
    }

    /**
     * This loader, which also looks into the file that {@code AUTH_USERS_FILE} names. Only who serves needs it: what is
     * wrong with that file must not keep anybody from ending a session at the command line.
     *
     * @param check says what is wrong with a file, if anything is, without secrets
     */
    public ConfigurationLoader checkingUsersFile(Function<Path, Optional<String>> check) {
        return new ConfigurationLoader(environment, workingDirectory, settings, check);
    }

    /**
     * Reads and checks every setting.
     *
     * @param configFile the option {@code --config}; without it {@code gatehouse.yml} is read if there is one
     * @param databaseOption the option {@code --database}; wins over {@code DATABASE_URL}, which then is not looked at
     */
    public ConfigurationResult load(Optional<Path> configFile, Optional<Path> databaseOption) {
        Problems problems = new Problems();
        SortedSet<String> names = settings.names();
        List<Source> sources = new ArrayList<>();
        sources.add(Source.environment(environment));
        file(configFile).ifPresent(file -> sources.add(SettingsFile.read(file, names, problems)));

        Reading reading = new Reading(sources, workingDirectory, problems);
        Optional<Configuration> configuration = read(reading, databaseOption);
        List<String> warnings = unknownVariables(names);
        return configuration
                .<ConfigurationResult>map(valid -> new ConfigurationResult.Valid(valid, reading.shown(), warnings))
                .orElseGet(() -> new ConfigurationResult.Invalid(problems.lines(), warnings));
    }

    private Optional<Path> file(Optional<Path> configFile) {
        Path standard = workingDirectory.resolve(DEFAULT_FILE);
        return configFile
                .map(file -> workingDirectory.resolve(file).normalize())
                .or(() -> Optional.of(standard).filter(Files::exists));
    }

    private Optional<Configuration> read(Reading reading, Optional<Path> databaseOption) {
        Optional<String> host = reading.read(Settings.HOST);
        Optional<Integer> port = reading.read(Settings.PORT);
        DatabaseSection databases = new DatabaseSection(reading, databaseOption);
        Optional<Path> dataDirectory = databases.readDirectory();
        Optional<DatabaseSettings> database = databases.readDatabase(dataDirectory);
        Optional<SessionSettings> sessions = new SessionSection(reading, settings).read(database);
        settings.ofStores().forEach(reading::read);
        Optional<PasswordSettings> passwords = new PasswordSection(reading).read();
        Optional<InitialAdmin> initialAdmin =
                new InitialAdminSection(reading).read(passwords.map(PasswordSettings::minLength));
        Optional<Path> usersFile = usersFile(reading);
        Optional<SignInSettings> signIn =
                new SignInSection(reading).read(host, passwords.map(PasswordSettings::minLength));
        Optional<URI> baseUrl = baseUrl(reading, port);
        Optional<Path> apiKeyFile = new KeyFileSection(reading).read(dataDirectory);
        Optional<Boolean> auditEnabled = reading.read(Settings.AUDIT_ENABLED);
        Optional<Integer> retentionDays = reading.read(Settings.AUDIT_RETENTION_DAYS);
        var trustedProxies = reading.read(Settings.TRUSTED_PROXIES);
        Optional<LoginRateLimit> loginRateLimit = reading.read(Settings.LOGIN_RATE_LIMIT);

        if (reading.hasProblems()) {
            return Optional.empty();
        }
        return Optional.of(new Configuration(
                host.orElseThrow(),
                port.orElseThrow(),
                dataDirectory.orElseThrow(),
                database.orElseThrow(),
                sessions.orElseThrow(),
                new SessionStoreSettings(forStores(reading.effective())),
                initialAdmin,
                usersFile,
                passwords.orElseThrow(),
                signIn.orElseThrow(),
                loginRateLimit.orElseThrow(),
                new AuditSettings(
                        auditEnabled.orElseThrow(),
                        retentionDays.filter(days -> days > 0).map(Duration::ofDays)),
                baseUrl.orElseThrow(),
                apiKeyFile,
                trustedProxies.orElse(List.of())));
    }

    /** Stores may come from anywhere, and none needs an administrator's password. */
    private static Map<String, String> forStores(Map<String, String> effective) {
        Map<String, String> values = new HashMap<>(effective);
        values.remove(Settings.INITIAL_ADMIN_PASSWORD.name());
        values.remove(Settings.AUTH_ADMIN_PASSWORD.name());
        return values;
    }

    private Optional<Path> usersFile(Reading reading) {
        Optional<Path> file = reading.read(Settings.AUTH_USERS_FILE).map(reading::resolve);
        file.ifPresent(path -> {
            reading.putEffective(Settings.AUTH_USERS_FILE, path.toString());
            usersFileCheck
                    .apply(path)
                    .ifPresent(problem ->
                            reading.reject(Settings.AUTH_USERS_FILE, problem, Settings.AUTH_USERS_FILE.allowed()));
        });
        return file;
    }

    private static Optional<URI> baseUrl(Reading reading, Optional<Integer> port) {
        Optional<URI> url = reading.isGiven(Settings.AUTH_BASE_URL)
                ? reading.read(Settings.AUTH_BASE_URL)
                : port.map(number -> URI.create("http://localhost:" + number));
        url.ifPresent(effective -> reading.putEffective(Settings.AUTH_BASE_URL, effective.toString()));
        return url;
    }

    private List<String> unknownVariables(SortedSet<String> names) {
        return environment.keySet().stream()
                .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
                .filter(name -> !names.contains(name) && !name.equals(OF_THE_DESKTOP))
                .sorted()
                .map(name -> Redaction.show(name) + ": unknown setting, ignored" + NearestName.suggestion(name, names))
                .toList();
    }
}
