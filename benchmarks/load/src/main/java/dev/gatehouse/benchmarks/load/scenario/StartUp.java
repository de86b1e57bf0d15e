package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.population.Site;
import dev.gatehouse.benchmarks.load.program.Program;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** How soon the programs answer, what they take of the memory when they have nothing to do, and how soon a command is over. */
public final class StartUp implements Scenario {

    private static final int USERS = 20;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final double MEBIBYTE = 1 << 20;
    private static final double NANOS = 1e9;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Bench bench, Results results) {
        Site site = bench.populate(bench.sqlite("start"), USERS, 1);
        site.gatehouse().serve().close();
        List<Double> ours = new ArrayList<>();
        List<Double> spring = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<Double> commands = new ArrayList<>();
        for (int round = 0; round < bench.rounds(); round++) {
            ours.add(seconds(() -> site.gatehouse().serve()));
            spring.add(seconds(
                    () -> bench.neighbours().springRedis(bench.backends().valkeyAddress())));
            ratios.add(ours.getLast() / spring.getLast());
            long begun = System.nanoTime();
            site.gatehouse().run("user", "list");
            commands.add((System.nanoTime() - begun) / NANOS);
        }
        results.add(name(), "from the start to the first answer", "s", ours, new Goal.None());
        results.add(name(), "from the start to the first answer, Spring Session", "s", spring, new Goal.None());
        results.add(
                name(), "from the start to the first answer, of Spring Session's", "x", ratios, new Goal.AtMost(0.4));
        results.add(name(), "user list", "s", commands, new Goal.AtMost(0.45));
        idle("idle, SQLite", site.gatehouse()::serve, new Goal.AtMost(180), results);
        idle("idle, Valkey", bench.valkey("idle")::serve, new Goal.None(), results);
        idle(
                "idle, Spring Session",
                () -> bench.neighbours().springRedis(bench.backends().valkeyAddress()),
                new Goal.None(),
                results);
    }

    private static double seconds(Supplier<Program> start) {
        try (Program program = start.get()) {
            return program.start().toNanos() / NANOS;
        }
    }

    private void idle(String what, Supplier<Program> start, Goal goal, Results results) {
        try (Program program = start.get()) {
            TimeUnit.MILLISECONDS.sleep(IDLE.toMillis());
            results.add(name(), what, "MiB", program.residentBytes() / MEBIBYTE, goal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
