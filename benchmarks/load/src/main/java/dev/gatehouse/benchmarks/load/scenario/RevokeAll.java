package dev.gatehouse.benchmarks.load.scenario;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.population.Sessions;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.population.User;
import dev.gatehouse.benchmarks.load.population.Users;
import dev.gatehouse.benchmarks.load.program.Api;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import dev.gatehouse.session.SessionStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What it takes to end the 10,000 sessions of one user among 100,000 of others, and what the others notice. */
public final class RevokeAll implements Scenario {

    private static final int SESSIONS = 10_000;
    private static final int USERS = 10_000;
    private static final int EACH = 10;
    private static final double SHARE = 0.5;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    @Override
    public String name() {
        return "revoke-all";
    }

    @Override
    public void run(Bench bench, Results results) {
        measure(bench.sqlite("revoke-sqlite"), "SQLite", 80, bench, results);
        measure(bench.valkey("revoke-valkey"), "Valkey", 30, bench, results);
        double slow = bench.backends().slowCommands();
        results.add(name(), "store commands over 2 ms", "", slow, new Goal.AtMost(0));
    }

    private static void measure(Gatehouse gatehouse, String store, double atMost, Bench bench, Results results) {
        results.progress("filling %s".formatted(store));
        Site site = bench.populate(gatehouse, USERS, EACH);
        List<User> victims = site.users().subList(0, 3 * bench.rounds() + 1);
        Requests others =
                Requests.get(Site.DOOR, "Authorization", tokensOfOthers(site, victims), token -> "Bearer " + token);
        try (SessionStore sessions = Site.openStore(gatehouse.settings())) {
            Sessions.create(sessions, victims, SESSIONS, new SecureRandom());
        }
        try (Program server = gatehouse.serve();
                Api api = new Api(server)) {
            String admin = logIn(api);
            bench.warmUp(others, server);
            end(api, admin, victims.getFirst());
            bench.backends().forgetSlowCommands();
            List<Double> alone = new ArrayList<>();
            for (User victim : victims.subList(1, bench.rounds() + 1)) {
                alone.add(end(api, admin, victim));
            }
            results.add("revoke-all", "10,000 sessions of one user, " + store, "ms", alone, new Goal.AtMost(atMost));
            double rate = SHARE * bench.saturate(others, server).rate();
            List<Double> ratios = new ArrayList<>();
            List<Double> loaded = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                double without = bench.pace(rate, others, server).millis(99);
                List<User> now = victims.subList(bench.rounds() + 1 + 2 * round, bench.rounds() + 3 + 2 * round);
                CompletableFuture<List<Double>> ending = CompletableFuture.supplyAsync(
                        () -> now.stream()
                                .map(victim -> end(api, admin, victim))
                                .toList(),
                        CompletableFuture.delayedExecutor(bench.round().toMillis() / 4, MILLISECONDS));
                ratios.add(bench.pace(rate, others, server).millis(99) / without);
                loaded.addAll(ending.join());
            }
            results.add(
                    "revoke-all", "10,000 sessions of one user at half load, " + store, "ms", loaded, new Goal.None());
            results.add(
                    "revoke-all", "others' p99 meanwhile, of that without, " + store, "x", ratios, new Goal.AtMost(2));
        }
    }

    private static List<String> tokensOfOthers(Site site, List<User> victims) {
        // Sessions were made in rounds over all users, so those of the first users are at the start of each round.
        List<String> others = new ArrayList<>();
        for (int i = 0; i < site.tokens().size(); i++) {
            if (i % site.users().size() >= victims.size()) {
                others.add(site.tokens().get(i));
            }
        }
        return others;
    }

    private static String logIn(Api api) {
        String answer = api.ask(
                "POST",
                "/api/auth/login",
                "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(Users.ADMIN, Users.PASSWORD));
        Matcher token = TOKEN.matcher(answer);
        if (!token.find()) {
            throw new IllegalStateException("A login gave no token");
        }
        return token.group(1);
    }

    private static double end(Api api, String admin, User victim) {
        long begun = System.nanoTime();
        api.ask(
                "POST",
                "/api/users/" + victim.subject() + "/revoke",
                "{\"sessions\":true,\"keys\":false}",
                "Authorization",
                "Bearer " + admin);
        return (System.nanoTime() - begun) / NANOS_PER_MILLI;
    }
}
