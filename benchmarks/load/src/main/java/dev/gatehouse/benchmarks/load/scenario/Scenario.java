package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.report.Results;

/** One question, answered by measuring. */
public interface Scenario {

    /** Its name on the command line and in results. */
    String name();

    /** Measures. Leaves nothing running. */
    void run(Bench bench, Results results);
}
