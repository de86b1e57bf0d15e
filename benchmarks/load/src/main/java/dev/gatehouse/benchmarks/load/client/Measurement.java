package dev.gatehouse.benchmarks.load.client;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * What a load found.
 *
 * @param took how long it went on
 * @param latencies of the answers that were as expected, in nanoseconds
 * @param wrong how many answers had another status than expected
 */
public record Measurement(Duration took, Histogram latencies, long wrong) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    /** Answers as expected, per second. */
    public double rate() {
        return latencies.getTotalCount() / (took.toNanos() / NANOS_PER_SECOND);
    }

    /**
     * A percentile of the latency, in milliseconds.
     *
     * @param percentile above 0, up to 100
     */
    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
    }

    /**
     * This measurement, if every answer was as expected.
     *
     * @throws IllegalStateException otherwise: what was measured is not what was meant to be
     */
    public Measurement requireSound(String what) {
        if (wrong > 0 || latencies.getTotalCount() == 0) {
            throw new IllegalStateException(
                    "%s: %d answers as expected, %d others".formatted(what, latencies.getTotalCount(), wrong));
        }
        return this;
    }
}
