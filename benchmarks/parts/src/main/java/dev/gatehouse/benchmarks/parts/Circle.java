package dev.gatehouse.benchmarks.parts;

import java.util.List;

/** Things asked for one after the other, and then from the first again. For one thread. */
public final class Circle<T> {

    private final List<T> items;
    private int next;
    private long round = 1;

    /** @param items at least one; copied */
    public Circle(List<T> items) {
        this.items = List.copyOf(items);
    }

    /** The next one. */
    public T next() {
        if (next == items.size()) {
            next = 0;
            round++;
        }
        return items.get(next++);
    }

    /** How often the one that {@link #next} gave last was given. */
    public long round() {
        return round;
    }
}
