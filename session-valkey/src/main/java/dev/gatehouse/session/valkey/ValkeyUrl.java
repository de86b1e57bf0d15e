package dev.gatehouse.session.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What {@code VALKEY_URL} says. Holds a password; {@link #toString} does not show it, and neither does any message.
 *
 * @param tls whether connections are encrypted
 * @param sentinelName what the sentinels call the primary; empty if the endpoints are servers
 * @param user the user of the access control list; empty for the default one
 * @param password empty if none is asked for
 * @param endpoints servers or sentinels, at least one
 * @param database 0 or more
 */
record ValkeyUrl(
        boolean tls,
        Optional<String> sentinelName,
        Optional<String> user,
        Optional<String> password,
        List<Endpoint> endpoints,
        int database) {

    static final String ALLOWED = "redis://, rediss:// (TLS), valkey:// or valkeys://, then [USER:PASSWORD@]HOST[:PORT]"
            + " or several separated by commas, then [/DATABASE]; or redis-sentinel:// or rediss-sentinel://"
            + " [USER:PASSWORD@]SENTINEL[:PORT],...[/DATABASE]#NAME; in a user or password write what is special in"
            + " URLs as %XX";

    private static final int SERVER_PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final int HIGHEST_PORT = 65_535;
    private static final int MOST_ENDPOINTS = 100;

    private record Scheme(boolean tls, boolean sentinel) {}

    private static final Map<String, Scheme> SCHEMES = Map.of(
            "redis", new Scheme(false, false),
            "rediss", new Scheme(true, false),
            "valkey", new Scheme(false, false),
            "valkeys", new Scheme(true, false),
            "redis-sentinel", new Scheme(false, true),
            "rediss-sentinel", new Scheme(true, true),
            "valkey-sentinel", new Scheme(false, true),
            "valkeys-sentinel", new Scheme(true, true));

    private static final Pattern HOST =
            Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.%]+)]|(?<name>[A-Za-z0-9._-]+))" + "(?::(?<port>[0-9]{1,5}))?");
    private static final Pattern REST = Pattern.compile(
            "(?<hosts>[^/?#]*)(?:/(?<database>[0-9]{0,4}))?(?:\\?sentinelMasterId=(?<id>[A-Za-z0-9._-]+))?"
                    + "(?:#(?<name>[A-Za-z0-9._-]+))?");

    ValkeyUrl {
        endpoints = List.copyOf(endpoints);
    }

    /** @throws IllegalArgumentException if it is none; the message names {@code VALKEY_URL} and shows no part of it */
    static ValkeyUrl parse(String text) {
        int colon = text.indexOf("://");
        Scheme scheme = colon < 0 ? null : SCHEMES.get(text.substring(0, colon).toLowerCase(Locale.ROOT));
        if (scheme == null) {
            throw wrong("begins with no known scheme");
        }
        String afterScheme = text.substring(colon + "://".length());
        // The last one: whatever stands before it may be a password, and must not end up as a host in a message.
        int at = afterScheme.lastIndexOf('@');
        Optional<String> userInfo = at < 0 ? Optional.empty() : Optional.of(afterScheme.substring(0, at));
        if (userInfo.isPresent() && userInfo.get().indexOf(':') < 0) {
            throw wrong("has no colon before its @, so that a user cannot be told from a password");
        }
        Matcher rest = REST.matcher(afterScheme.substring(at + 1));
        if (!rest.matches()) {
            throw wrong("is not understood after the hosts");
        }
        Optional<String> name = Optional.ofNullable(rest.group("name")).or(() -> Optional.ofNullable(rest.group("id")));
        if (scheme.sentinel() != name.isPresent()) {
            throw wrong(
                    scheme.sentinel() ? "lacks the #NAME of the primary" : "has a #NAME, which only sentinels know");
        }
        String database = Optional.ofNullable(rest.group("database")).orElse("");
        return new ValkeyUrl(
                scheme.tls(),
                name,
                userInfo.map(info -> decoded(info.substring(0, info.indexOf(':'))))
                        .filter(user -> !user.isEmpty()),
                userInfo.map(info -> decoded(info.substring(info.indexOf(':') + 1)))
                        .filter(password -> !password.isEmpty()),
                endpoints(rest.group("hosts"), scheme.sentinel() ? SENTINEL_PORT : SERVER_PORT),
                database.isEmpty() ? 0 : Integer.parseInt(database));
    }

    private static List<Endpoint> endpoints(String hosts, int defaultPort) {
        List<Endpoint> endpoints = new ArrayList<>();
        for (String text : hosts.split(",", MOST_ENDPOINTS + 1)) {
            Matcher host = HOST.matcher(text);
            if (!host.matches()) {
                throw wrong("holds a host that is none");
            }
            int port = Optional.ofNullable(host.group("port"))
                    .map(Integer::parseInt)
                    .orElse(defaultPort);
            if (port < 1 || port > HIGHEST_PORT) {
                throw wrong("holds a port that is not 1 to " + HIGHEST_PORT);
            }
            endpoints.add(
                    new Endpoint(Optional.ofNullable(host.group("v6")).orElseGet(() -> host.group("name")), port));
        }
        if (endpoints.size() > MOST_ENDPOINTS) {
            throw wrong("holds more than " + MOST_ENDPOINTS + " hosts");
        }
        return endpoints;
    }

    private static String decoded(String text) {
        try {
            // Plus is a plus here: this is no form.
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            // Without the cause, which quotes the text.
            throw wrong("holds a % in its user or password that no two hexadecimal digits follow");
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("VALKEY_URL: " + what + " (allowed: " + ALLOWED + ")");
    }

    /** The endpoints, as messages name the store. */
    String describe() {
        return endpoints.stream().map(Endpoint::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return "ValkeyUrl[" + describe() + "]";
    }
}
