package dev.gatehouse.server.config;

import dev.gatehouse.server.config.DatabaseSettings.Postgres;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code postgres://USER:PASSWORD@HOST:PORT/DATABASE?name=value&…}, as other programs write it and as JDBC does.
 *
 * <p>Only parameters that cannot change what this program counts on are taken; the driver has others, which load classes
 * by name, and it ignores what it does not know.
 */
final class PostgresUrl {

    private static final int LONGEST = 1_024;
    private static final int MOST_HOSTS = 8;
    private static final int DEFAULT_PORT = 5432;
    private static final int LARGEST_PORT = 65_535;

    private static final Pattern SHAPE = Pattern.compile("(?:jdbc:postgresql|postgresql|postgres)://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?"
            + "(?<hosts>[^@/?#]+)/(?<database>[^@/?#]+)(?:\\?(?<parameters>[^#?]*))?");
    private static final Pattern HOST = Pattern.compile("(?:\\[(?<v6>[^\\]]+)]|(?<name>[^:]+))(?::(?<port>\\d{1,5}))?");
    private static final Pattern ENCODED_BADLY = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|\uFFFD");

    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** What the parameters are called in a URL, and by the driver. */
    private static final Map<String, String> PARAMETERS = new TreeMap<>(Map.ofEntries(
            Map.entry("sslmode", "sslmode"),
            Map.entry("sslrootcert", "sslrootcert"),
            Map.entry("sslcert", "sslcert"),
            Map.entry("sslkey", "sslkey"),
            Map.entry("sslpassword", "sslpassword"),
            Map.entry("sslnegotiation", "sslNegotiation"),
            Map.entry("sslNegotiation", "sslNegotiation"),
            Map.entry("channel_binding", "channelBinding"),
            Map.entry("channelBinding", "channelBinding"),
            Map.entry("application_name", "ApplicationName"),
            Map.entry("ApplicationName", "ApplicationName"),
            Map.entry("currentSchema", "currentSchema")));

    static final String ALLOWED = "postgres://USER:PASSWORD@HOST:PORT/DATABASE, with characters such as @ : / ? # % in"
            + " user or password written as %40 %3A %2F %3F %23 %25, and of parameters only sslmode ("
            + String.join(", ", SSL_MODES)
            + "), sslrootcert, sslcert, sslkey, sslpassword, sslnegotiation, channel_binding, application_name and"
            + " currentSchema";

    private PostgresUrl() {}

    /** Whether the text is meant to be such a URL. */
    static boolean isMeant(String url) {
        return url.startsWith("postgres") || url.startsWith("jdbc:postgres");
    }

    static Optional<Postgres> parse(String url) {
        Matcher matcher = SHAPE.matcher(url);
        if (url.length() > LONGEST
                || !matcher.matches()
                || ENCODED_BADLY.matcher(url).find()) {
            return Optional.empty();
        }
        Optional<Map<String, String>> parameters = parameters(matcher.group("parameters"));
        Optional<String> hosts = hosts(matcher.group("hosts"));
        Optional<String> database = part(matcher.group("database"));
        if (parameters.isEmpty() || hosts.isEmpty() || database.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> others = parameters.get();
        Optional<String> user = part(matcher.group("user")).or(() -> Optional.ofNullable(others.get("user")));
        Optional<String> password =
                part(matcher.group("password")).or(() -> Optional.ofNullable(others.get("password")));
        others.keySet().removeAll(List.of("user", "password"));
        return user.map(name -> new Postgres(hosts.get(), database.get(), name, password.orElse(""), others));
    }

    /** The URL with everything in it, but the secrets redacted. */
    static String shown(Postgres database) {
        String password = database.password().isEmpty() ? "" : ":" + Redaction.REDACTED;
        String query = new TreeMap<>(database.parameters())
                .entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + (parameter.getKey().equals("sslpassword")
                                        ? Redaction.REDACTED
                                        : parameter.getValue()))
                        .collect(Collectors.joining("&"));
        return "postgresql://" + encode(database.user()) + password + "@" + database.hosts() + "/"
                + encode(database.database()) + (query.isEmpty() ? "" : "?" + query);
    }

    private static Optional<String> hosts(String text) {
        String[] hosts = text.split(",", -1);
        List<String> checked = Arrays.stream(hosts)
                .map(PostgresUrl::host)
                .flatMap(Optional::stream)
                .toList();
        return checked.size() == hosts.length && hosts.length <= MOST_HOSTS
                ? Optional.of(String.join(",", checked))
                : Optional.empty();
    }

    private static Optional<String> host(String text) {
        Matcher matcher = HOST.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = matcher.group("port") == null ? DEFAULT_PORT : Integer.parseInt(matcher.group("port"));
        if (port < 1 || port > LARGEST_PORT) {
            return Optional.empty();
        }
        return matcher.group("v6") == null
                ? Texts.host(matcher.group("name")).map(name -> name + ":" + port)
                : Texts.host(matcher.group("v6"))
                        .filter(address -> address.contains(":"))
                        .map(address -> "[" + address + "]:" + port);
    }

    private static Optional<Map<String, String>> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query == null) {
            return Optional.of(parameters);
        }
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String given = equals < 0 ? "" : parameter.substring(0, equals);
            boolean credential = given.equals("user") || given.equals("password");
            String name = credential ? given : PARAMETERS.get(given);
            Optional<String> value = part(parameter.substring(equals + 1));
            if (name == null
                    || value.isEmpty()
                    || (name.equals("sslmode") && !SSL_MODES.contains(value.get()))
                    || parameters.put(name, value.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Decoded; empty if there is nothing, or nothing that can be sent. A plus is a plus. */
    private static Optional<String> part(String text) {
        return Optional.ofNullable(text)
                .map(encoded -> URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8))
                .filter(decoded ->
                        !decoded.isEmpty() && !CONTROL.matcher(decoded).find());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
