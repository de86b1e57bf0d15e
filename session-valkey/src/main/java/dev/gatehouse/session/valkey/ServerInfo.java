package dev.gatehouse.session.valkey;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a server says about itself.
 *
 * @param values the lines {@code name:value} of {@code INFO}
 */
record ServerInfo(Map<String, String> values) {

    static ServerInfo parse(String info) {
        return new ServerInfo(info.lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> pair[1], (first, second) -> second)));
    }

    boolean isCluster() {
        return is("cluster_enabled", "1");
    }

    boolean leads() {
        return is("role", "master");
    }

    /** @throws UnusableServerException if sessions cannot be kept on it, or would be lost */
    void requireUsable(Endpoint endpoint) throws UnusableServerException {
        if (is("loading", "1")) {
            throw UnusableServerException.atPresent(endpoint + " is still loading its data", null);
        }
        if (!leads()) {
            throw UnusableServerException.atPresent(
                    endpoint + " is a replica, which cannot write; name its primary in VALKEY_URL, or its sentinels",
                    null);
        }
        String policy = get("maxmemory_policy").orElse("unknown");
        if (!policy.equals("noeviction")) {
            throw UnusableServerException.refused(endpoint + " has maxmemory-policy " + policy
                    + ", which may drop sessions and what is remembered of ended ones; set it to noeviction");
        }
    }

    /** Whether what was written survives a crash of the server. */
    boolean persists() {
        return is("aof_enabled", "1");
    }

    /** The {@link #identity} of a server that does not tell. */
    static final String UNKNOWN = "";

    /** What this server has been since it was started, and no other. */
    String identity() {
        return get("run_id").orElse(UNKNOWN);
    }

    /** Such as {@code Valkey 8.0.1}. */
    String version() {
        return get("valkey_version")
                .map(version -> "Valkey " + version)
                .orElseGet(() -> "Redis " + get("redis_version").orElse("of an unknown version"));
    }

    private Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private boolean is(String name, String value) {
        return value.equals(values.get(name));
    }
}
