package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.report.Figure;
import dev.gatehouse.benchmarks.load.report.Goal;
import dev.gatehouse.benchmarks.load.report.Results;
import dev.gatehouse.benchmarks.load.scenario.Target.Kind;
import java.util.ArrayList;
import java.util.List;

/** What the slowest answers take at half of the load that a target can take, beside the plain endpoint at the same rate. */
final class Tail {

    private static final double SHARE = 0.5;

    private final List<Target> targets;
    private final Rates rates;

    Tail(List<Target> targets, Rates rates) {
        this.targets = targets;
        this.rates = rates;
    }

    void run(Bench bench, Results results) {
        Target ceiling = targets.getFirst();
        List<Target> ours = targets.stream()
                .filter(target -> target.kind() == Kind.SQLITE
                        || target.kind() == Kind.VALKEY
                        || target.kind() == Kind.NEAR_CACHE)
                .filter(target -> target.name().startsWith("door by session"))
                .toList();
        for (Target target : ours) {
            double rate = SHARE * new Figure("", target.name(), "/s", rates.rates(target), new Goal.None()).median();
            // A steady pace takes ways through a program that saturation does not, and they have to be compiled too.
            bench.pace(rate, ceiling.requests(), ceiling.server());
            bench.pace(rate, target.requests(), target.server());
            List<Double> ratios = new ArrayList<>();
            List<Double> millis = new ArrayList<>();
            for (int round = 0; round < bench.rounds(); round++) {
                double base =
                        bench.pace(rate, ceiling.requests(), ceiling.server()).millis(99);
                double measured =
                        bench.pace(rate, target.requests(), target.server()).millis(99);
                millis.add(measured);
                ratios.add(measured / base);
            }
            results.add("tail", target.name() + ": p99 at half load", "ms", millis, new Goal.None());
            results.add(
                    "tail",
                    target.name() + ": p99 at half load, of the plain endpoint",
                    "x",
                    ratios,
                    new Goal.AtMost(2));
        }
    }
}
