package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What several targets did in each round. */
final class Rates {

    private static final int THOUSANDTHS = 1_000;

    private record Sample(Measurement measured, long commands) {}

    private final Map<Target, List<Sample>> samples = new LinkedHashMap<>();

    Rates(List<Target> targets) {
        targets.forEach(target -> samples.put(target, new ArrayList<>()));
    }

    void add(Target target, Measurement measured, long commands) {
        of(target).add(new Sample(measured, commands));
    }

    /** How much faster a target was than another, in each round. */
    List<Double> ratios(Target target, Target base) {
        List<Double> these = rates(target);
        List<Double> those = rates(base);
        return IntStream.range(0, these.size())
                .mapToObj(round -> these.get(round) / those.get(round))
                .toList();
    }

    List<Double> rates(Target target) {
        return of(target).stream().map(sample -> sample.measured().rate()).toList();
    }

    List<Double> millis(Target target, double percentile) {
        return of(target).stream()
                .map(sample -> sample.measured().millis(percentile))
                .toList();
    }

    /** Commands that the store carried out for each answer, to a thousandth: a few are not for answers but by the clock. */
    List<Double> commands(Target target) {
        return of(target).stream()
                .map(sample -> Math.round(THOUSANDTHS
                                * sample.commands()
                                / (double) sample.measured().latencies().getTotalCount())
                        / (double) THOUSANDTHS)
                .toList();
    }

    private List<Sample> of(Target target) {
        List<Sample> found = samples.get(target);
        if (found == null) {
            throw new IllegalArgumentException("target: " + target.name() + " (expected: one of those measured)");
        }
        return found;
    }
}
