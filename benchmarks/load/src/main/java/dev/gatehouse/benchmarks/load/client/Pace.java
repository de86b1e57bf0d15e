package dev.gatehouse.benchmarks.load.client;

/** When requests are sent. */
public sealed interface Pace {

    /** As soon as the one before it on its connection was answered: as many as the server can take. */
    record AsFastAsAnswered() implements Pace {}

    /**
     * At fixed times, whether or not the server keeps up. What it takes counts from when a request was due, so that a
     * server that stops for a while is charged for all whom it made wait, not only for those it had.
     *
     * @param perSecond more than zero
     */
    record Steady(double perSecond) implements Pace {}
}
