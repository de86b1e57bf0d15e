package dev.gatehouse.benchmarks.load.population;

import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A service with its users and their credentials.
 *
 * @param gatehouse how its servers are started
 * @param users who have sessions; one who has none is its admin
 * @param tokens of the sessions
 * @param keys one of each user
 */
public record Site(Gatehouse gatehouse, List<User> users, List<String> tokens, List<String> keys) {

    /** The endpoint that reverse proxies ask. */
    public static final String DOOR = "/authz/auth-request";

    /** The endpoint that tells who one is. */
    public static final String ME = "/api/auth/me";

    private static final String LONGEST_ANSWER = "10s";

    /** How many credentials one load draws from. */
    private static final int DRAWN = 20_000;

    /**
     * Fills an empty service.
     *
     * @param each how many sessions each user has
     */
    public static Site populate(Gatehouse gatehouse, int userCount, int each, SecureRandom random) {
        List<User> users = Users.create(gatehouse, userCount, Users.hash(gatehouse)).stream()
                .filter(user -> !user.username().equals(Users.ADMIN))
                .toList();
        List<String> keys = ApiKeys.create(gatehouse, users, random);
        try (SessionStore store = openStore(gatehouse.settings())) {
            return new Site(gatehouse, users, Sessions.create(store, users, each, random), keys);
        }
    }

    /** The session store of a service with these settings, to be filled: it is asked with all the time there is. */
    public static SessionStore openStore(Map<String, String> settings) {
        Map<String, String> patient = new HashMap<>(settings);
        patient.put("VALKEY_TIMEOUT", LONGEST_ANSWER);
        return SessionStoreProviders.discover()
                .find(settings.getOrDefault("SESSION_STORE_TYPE", "sqlite"))
                .orElseThrow()
                .open(new SessionStoreSettings(patient));
    }

    /** This with other settings, for the same data. */
    public Site with(String setting, String value) {
        return new Site(gatehouse.with(setting, value), users, tokens, keys);
    }

    /** Requests with session tokens. */
    public Requests bySession(String path) {
        return bearing(path, tokens);
    }

    /** Requests with API keys. */
    public Requests byKey(String path) {
        return bearing(path, keys);
    }

    private static Requests bearing(String path, List<String> credentials) {
        return Requests.get(path, "Authorization", some(credentials), token -> "Bearer " + token);
    }

    /** The same ones in each run. */
    private static List<String> some(List<String> credentials) {
        List<String> shuffled = new ArrayList<>(credentials);
        Collections.shuffle(shuffled, new Random(DRAWN));
        return shuffled.subList(0, Math.min(DRAWN, shuffled.size()));
    }
}
