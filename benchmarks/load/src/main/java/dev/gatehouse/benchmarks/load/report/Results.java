package dev.gatehouse.benchmarks.load.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The figures of a run, told as they are found. Not thread-safe. */
public final class Results {

    private final List<Figure> figures = new ArrayList<>();
    private final PrintStream out;

    /** @param out where progress is told */
    public Results(PrintStream out) {
        this.out = out;
    }

    /** Tells what is being done. */
    public void progress(String what) {
        out.println("  " + what);
    }

    /** Adds a figure. */
    public void add(String scenario, String name, String unit, List<Double> values, Goal goal) {
        Figure figure = new Figure(scenario, name, unit, values, goal);
        figures.add(figure);
        out.printf(
                "%-12s %-58s %12.3f %-6s [%.3f .. %.3f] %s %s%n",
                scenario, name, figure.median(), unit, figure.low(), figure.high(), figure.goal(), figure.verdict());
    }

    /** Adds a figure that was measured once. */
    public void add(String scenario, String name, String unit, double value, Goal goal) {
        add(scenario, name, unit, List.of(value), goal);
    }

    /** All figures, in the order in which they were found. */
    public List<Figure> figures() {
        return List.copyOf(figures);
    }
}
