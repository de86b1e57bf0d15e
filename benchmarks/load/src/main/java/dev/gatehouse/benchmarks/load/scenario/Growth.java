package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Measurement;
import dev.gatehouse.benchmarks.load.population.Sessions;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.population.Strangers;
import dev.gatehouse.benchmarks.load.population.User;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.sqlite.BulkSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What ten thousand sessions in use notice of all the others that the store holds. */
public final class Growth implements Scenario {

    private static final int USERS = 1_000;
    private static final int EACH = 10;
    private static final int HOT = USERS * EACH;
    private static final List<Integer> SQLITE = List.of(10_000, 1_000_000, 10_000_000);
    private static final List<Integer> VALKEY = List.of(10_000, 1_000_000);
    private static final int SWEEP_LIMIT = 500;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public void run(Bench bench, Results results) {
        try (Running running = new Running()) {
            Map<Integer, Target> targets = new LinkedHashMap<>();
            for (int size : SQLITE) {
                targets.put(size, sqlite(size, bench, running, results));
            }
            compare("SQLite", targets, new Goal.AtLeast(0.8), bench, results);
        }
        try (Running running = new Running()) {
            Map<Integer, Target> targets = new LinkedHashMap<>();
            for (int size : VALKEY) {
                targets.put(size, valkey(size, bench, running, results));
            }
            compare("Valkey", targets, new Goal.None(), bench, results);
        }
    }

    private Target sqlite(int size, Bench bench, Running running, Results results) {
        results.progress("filling SQLite with %,d sessions".formatted(size));
        Gatehouse gatehouse = bench.sqlite("growth-" + size);
        Site site = bench.populate(gatehouse, USERS, EACH);
        Path file = gatehouse.database();
        if (size > HOT) {
            BulkSessions.checkpoint(file);
            long before = size(file);
            BulkSessions.add(file, Strangers.inOrder(size - HOT, Instant.now()));
            double bytes = (size(file) - before) / (double) (size - HOT);
            results.add(name(), "a row among %,d, SQLite".formatted(size), "bytes", bytes, new Goal.AtMost(300));
        }
        long begun = System.nanoTime();
        try (SessionStore store = Site.openStore(gatehouse.settings())) {
            results.add(name(), "opening %,d sessions, SQLite".formatted(size), "s", seconds(begun), new Goal.None());
            long swept = System.nanoTime();
            int dead = store.sweep(Instant.now(), SWEEP_LIMIT);
            if (dead > 0) {
                throw new IllegalStateException(dead + " sessions were dead (expected: none)");
            }
            results.add(
                    name(),
                    "a sweep that finds nothing among %,d, SQLite".formatted(size),
                    "s",
                    seconds(swept),
                    new Goal.None());
        }
        Program server = running.keep(gatehouse.serve());
        return new Target("SQLite " + size, server, site.bySession(Site.DOOR), Target.Kind.SQLITE);
    }

    private Target valkey(int size, Bench bench, Running running, Results results) {
        results.progress("filling Valkey with %,d sessions".formatted(size));
        Gatehouse gatehouse = bench.valkey("growth-valkey-" + size);
        Site site = bench.populate(gatehouse, USERS, EACH);
        if (size > HOT) {
            long before = bench.backends().usedMemory();
            List<User> strangers = IntStream.range(0, (size - HOT) / EACH)
                    .mapToObj(Strangers::numbered)
                    .toList();
            try (SessionStore store = Site.openStore(gatehouse.settings())) {
                Sessions.create(store, strangers, EACH, new SecureRandom());
                double bytes = (bench.backends().usedMemory() - before) / (double) (size - HOT);
                results.add(
                        name(),
                        "a session among %,d, ten of each user, Valkey".formatted(size),
                        "bytes",
                        bytes,
                        new Goal.AtMost(320));
                long swept = System.nanoTime();
                store.sweep(Instant.now(), SWEEP_LIMIT);
                results.add(
                        name(),
                        "a sweep that finds nothing among %,d, Valkey".formatted(size),
                        "s",
                        seconds(swept),
                        new Goal.None());
            }
        }
        Program server = running.keep(gatehouse.serve());
        return new Target("Valkey " + size, server, site.bySession(Site.DOOR), Target.Kind.VALKEY);
    }

    private void compare(String store, Map<Integer, Target> targets, Goal largest, Bench bench, Results results) {
        List<Target> all = List.copyOf(targets.values());
        all.forEach(target -> bench.warmUp(target.requests(), target.server()));
        Rates rates = new Rates(all);
        for (int round = 0; round < bench.rounds(); round++) {
            for (int i = 0; i < all.size(); i++) {
                Target target = all.get((i + round) % all.size());
                Measurement measured = bench.saturate(target.requests(), target.server());
                rates.add(target, measured, 0);
            }
        }
        List<Integer> sizes = new ArrayList<>(targets.keySet());
        for (int i = 0; i < all.size(); i++) {
            String among = "10,000 hot among %,d, %s".formatted(sizes.get(i), store);
            results.add(name(), among + ": rate", "/s", rates.rates(all.get(i)), new Goal.None());
            results.add(name(), among + ": p50", "ms", rates.millis(all.get(i), 50), new Goal.None());
            results.add(name(), among + ": p99", "ms", rates.millis(all.get(i), 99), new Goal.None());
            if (i > 0) {
                Goal goal = i == all.size() - 1 ? largest : new Goal.None();
                results.add(
                        name(),
                        among + ": of the rate among %,d".formatted(sizes.getFirst()),
                        "x",
                        rates.ratios(all.get(i), all.getFirst()),
                        goal);
            }
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
