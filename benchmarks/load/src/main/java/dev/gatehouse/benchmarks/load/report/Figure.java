package dev.gatehouse.benchmarks.load.report;

import java.util.List;

/**
 * One thing that was measured, perhaps several times.
 *
 * @param scenario which measured it
 * @param name what it is
 * @param unit of the values, such as {@code ms}; {@code x} for ratios
 * @param values in the order in which they were measured; at least one
 * @param goal for the median
 */
public record Figure(String scenario, String name, String unit, List<Double> values, Goal goal) {

    /** Copies the values. */
    public Figure {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values: none (expected: at least one) of " + name);
        }
    }

    /** Whether the median is as it should be, in a word; empty if there is no goal. */
    String verdict() {
        if (goal instanceof Goal.None) {
            return "";
        }
        return goal.isMetBy(median()) ? "met" : "missed";
    }

    /** The middle value; of an even number, the mean of the two. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The least value. */
    public double low() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    /** The greatest value. */
    public double high() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
}
