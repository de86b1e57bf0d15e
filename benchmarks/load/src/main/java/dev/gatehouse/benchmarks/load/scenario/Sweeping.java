package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.population.Strangers;
import dev.gatehouse.benchmarks.load.program.Gatehouse;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import dev.gatehouse.session.sqlite.BulkSessions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the living notice while a million dead rows are cleared away. */
public final class Sweeping implements Scenario {

    private static final int DEAD = 1_000_000;
    private static final int USERS = 1_000;
    private static final int EACH = 10;
    private static final double SHARE = 0.5;

    @Override
    public String name() {
        return "sweep";
    }

    @Override
    public void run(Bench bench, Results results) {
        results.progress("filling SQLite, a million dead rows");
        Gatehouse gatehouse = bench.sqlite("sweep");
        Site site = bench.populate(gatehouse, USERS, EACH);
        Path file = gatehouse.database();
        BulkSessions.add(file, Strangers.inOrder(DEAD, Strangers.longAgo(Instant.now())));
        Requests requests = site.bySession(Site.DOOR);
        double rate;
        List<Double> without = new ArrayList<>();
        try (Program server = gatehouse.with("SESSION_SWEEP_INTERVAL", "1d").serve()) {
            bench.warmUp(requests, server);
            rate = SHARE * bench.saturate(requests, server).rate();
            for (int round = 0; round < bench.rounds(); round++) {
                without.add(bench.pace(rate, requests, server).millis(99));
            }
        }
        requireRows(file, DEAD);
        List<Double> during = new ArrayList<>();
        try (Program server = gatehouse.with("SESSION_SWEEP_INTERVAL", "30s").serve()) {
            bench.warmUp(requests, server);
            long begun = System.nanoTime();
            long rows = BulkSessions.count(file);
            while (rows == DEAD + (long) USERS * EACH) {
                bench.pace(rate, requests, server);
                rows = BulkSessions.count(file);
            }
            while (rows > USERS * EACH) {
                results.progress("%d rows are left".formatted(rows));
                double p99 = bench.pace(rate, requests, server).millis(99);
                rows = BulkSessions.count(file);
                during.add(p99);
            }
            results.progress("swept after %d s".formatted((System.nanoTime() - begun) / 1_000_000_000));
        }
        results.add(name(), "p99 at half load, nothing swept", "ms", without, new Goal.None());
        results.add(name(), "p99 at half load, a million dead rows being swept", "ms", during, new Goal.None());
        double base =
                without.stream().sorted().skip(without.size() / 2).findFirst().orElseThrow();
        results.add(
                name(),
                "p99 while sweeping, of that without",
                "x",
                during.stream().map(p99 -> p99 / base).toList(),
                new Goal.AtMost(2));
    }

    private static void requireRows(Path file, long atLeast) {
        long rows = BulkSessions.count(file);
        if (rows < atLeast) {
            throw new IllegalStateException("There are only " + rows + " rows (expected: nothing swept so far)");
        }
    }
}
