package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Measurement;
import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.program.Neighbours;
import dev.gatehouse.benchmarks.load.program.Peer;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import dev.gatehouse.benchmarks.load.scenario.Target.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast live sessions and keys are validated, beside a plain endpoint and beside what others have: 100,000 sessions
 * of 10,000 users everywhere. Every round asks each target once, beginning with another one each time; what counts are
 * the ratios of one round, since a machine is not as fast at one time as at another.
 */
public final class Validation implements Scenario {

    private static final int USERS = 10_000;
    private static final int EACH = 10;
    private static final double MEBIBYTE = 1 << 20;
    private static final String DOOR = "door by session, ";

    @Override
    public String name() {
        return "validation";
    }

    @Override
    public void run(Bench bench, Results results) {
        try (Running running = new Running()) {
            List<Target> targets = targets(bench, running, results);
            for (Target target : targets) {
                results.progress("warming up: %s".formatted(target.name()));
                bench.warmUp(target.requests(), target.server());
            }
            Rates rates = new Rates(targets);
            for (int round = 0; round < bench.rounds(); round++) {
                results.progress("round %d of %d".formatted(round + 1, bench.rounds()));
                for (int i = 0; i < targets.size(); i++) {
                    Target target = targets.get((i + round) % targets.size());
                    long before = bench.backends().commands();
                    Measurement measured = bench.saturate(target.requests(), target.server());
                    rates.add(target, measured, bench.backends().commands() - before);
                }
            }
            report(rates, targets, results);
            new Tail(targets, rates).run(bench, results);
        }
    }

    private List<Target> targets(Bench bench, Running running, Results results) {
        List<Target> targets = new ArrayList<>();
        results.progress("filling SQLite");
        Site sqlite = bench.populate(bench.sqlite("sqlite"), USERS, EACH);
        results.progress("filling Valkey and PostgreSQL");
        Site valkey = bench.populate(bench.valkey("valkey"), USERS, EACH);
        targets.add(new Target(
                "plain endpoint", running.keep(bench.neighbours().ceiling()), sqlite.bySession("/door"), Kind.CEILING));
        addOurs(targets, "SQLite", sqlite, running.keep(sqlite.gatehouse().serve()), Kind.SQLITE);
        addOurs(targets, "Valkey", valkey, running.keep(valkey.gatehouse().serve()), Kind.VALKEY);
        Program cached = running.keep(
                valkey.gatehouse().with("SESSION_MAX_STALENESS", "5s").serve());
        addOurs(targets, "Valkey, near cache", valkey, cached, Kind.NEAR_CACHE);
        String redis = bench.backends().valkeyAddress();
        addPeer(
                targets,
                "micronaut-session, Valkey",
                running.keep(bench.neighbours().micronautSession(redis)),
                Kind.VALKEY_PEER,
                bench,
                results);
        addPeer(
                targets,
                "Spring Session, Valkey",
                running.keep(bench.neighbours().springRedis(redis)),
                Kind.VALKEY_PEER,
                bench,
                results);
        addPeer(
                targets,
                "Spring Session, Valkey, indexed",
                running.keep(bench.neighbours().springIndexed(redis)),
                Kind.VALKEY_PEER,
                bench,
                results);
        Program jdbc = running.keep(bench.neighbours()
                .springJdbc(bench.workplace().newDirectory("spring").resolve("sessions.db")));
        addPeer(targets, "Spring Session, SQLite", jdbc, Kind.SQLITE_PEER, bench, results);
        return targets;
    }

    private static void addOurs(List<Target> targets, String store, Site site, Program server, Kind kind) {
        targets.add(new Target(DOOR + store, server, site.bySession(Site.DOOR), kind));
        targets.add(new Target("door by key, " + store, server, site.byKey(Site.DOOR), kind));
        targets.add(new Target("me by session, " + store, server, site.bySession(Site.ME), kind));
        targets.add(new Target("me by key, " + store, server, site.byKey(Site.ME), kind));
    }

    private static void addPeer(
            List<Target> targets, String name, Program server, Kind kind, Bench bench, Results results) {
        results.progress("filling %s".formatted(name));
        long before = bench.backends().usedMemory();
        List<String> tokens = Peer.seed(server, USERS, EACH);
        if (kind == Kind.VALKEY_PEER) {
            double bytes = (bench.backends().usedMemory() - before) / (double) tokens.size();
            results.add("memory", "a session in " + name, "bytes", bytes, new Goal.None());
        }
        targets.add(
                new Target(name, server, Requests.get("/door", Neighbours.TOKEN_HEADER, tokens, token -> token), kind));
    }

    private static void report(Rates rates, List<Target> targets, Results results) {
        Target ceiling = targets.getFirst();
        for (Target target : targets) {
            results.add(
                    "validation",
                    target.name() + ": of the plain endpoint",
                    "x",
                    rates.ratios(target, ceiling),
                    goal(target));
        }
        for (Target target : targets) {
            results.add("validation", target.name() + ": rate", "/s", rates.rates(target), new Goal.None());
            results.add("validation", target.name() + ": p50", "ms", rates.millis(target, 50), new Goal.None());
            results.add("validation", target.name() + ": p99", "ms", rates.millis(target, 99), new Goal.None());
            if (target.kind().asksValkey()) {
                results.add(
                        "validation",
                        target.name() + ": store commands each",
                        "",
                        rates.commands(target),
                        commandGoal(target));
            }
        }
        Target valkey = find(targets, DOOR + "Valkey");
        compare(rates, valkey, find(targets, "micronaut-session, Valkey"), 2.5, results);
        compare(rates, valkey, find(targets, "Spring Session, Valkey"), 5, results);
        compare(rates, valkey, find(targets, "Spring Session, Valkey, indexed"), 8, results);
        compare(rates, find(targets, DOOR + "SQLite"), find(targets, "Spring Session, SQLite"), 10, results);
        Map<Program, String> servers = new LinkedHashMap<>();
        targets.forEach(target -> servers.putIfAbsent(target.server(), target.name()));
        servers.forEach((server, name) -> results.add(
                "memory", name + ": after the load", "MiB", server.residentBytes() / MEBIBYTE, new Goal.None()));
    }

    private static void compare(Rates rates, Target ours, Target peer, double atLeast, Results results) {
        results.add(
                "peers",
                ours.name() + ": times " + peer.name(),
                "x",
                rates.ratios(ours, peer),
                new Goal.AtLeast(atLeast));
    }

    private static Goal goal(Target target) {
        if (!target.name().startsWith(DOOR)) {
            return new Goal.None();
        }
        return switch (target.kind()) {
            case SQLITE -> new Goal.AtLeast(0.58);
            case VALKEY -> new Goal.AtLeast(0.50);
            case NEAR_CACHE -> new Goal.AtLeast(0.80);
            case CEILING, VALKEY_PEER, SQLITE_PEER -> new Goal.None();
        };
    }

    private static Goal commandGoal(Target target) {
        return switch (target.kind()) {
            case VALKEY -> new Goal.AtMost(1.00);
            case NEAR_CACHE -> new Goal.AtMost(0.001);
            case CEILING, SQLITE, VALKEY_PEER, SQLITE_PEER -> new Goal.None();
        };
    }

    private static Target find(List<Target> targets, String name) {
        return targets.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
