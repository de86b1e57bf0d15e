package dev.gatehouse.benchmarks.load.report;

/** What a figure should be. */
public sealed interface Goal {

    /** Whether a figure is as it should be. */
    boolean isMetBy(double value);

    /** No less than a bound. */
    record AtLeast(double bound) implements Goal {
        @Override
        public boolean isMetBy(double value) {
            return value >= bound;
        }

        @Override
        public String toString() {
            return "≥ " + number(bound);
        }
    }

    /** No more than a bound. */
    record AtMost(double bound) implements Goal {
        @Override
        public boolean isMetBy(double value) {
            return value <= bound;
        }

        @Override
        public String toString() {
            return "≤ " + number(bound);
        }
    }

    /** Whatever it is. */
    record None() implements Goal {
        @Override
        public boolean isMetBy(double value) {
            return true;
        }

        @Override
        public String toString() {
            return "";
        }
    }

    private static String number(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : String.format("%s", bound);
    }
}
