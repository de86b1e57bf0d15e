package dev.gatehouse.benchmarks.load.report;

import java.util.List;
import java.util.Map;

/** The figures as a page for people. */
public final class MarkdownReport {

    private static final int MANY = 100;

    private MarkdownReport() {}

    /**
     * Writes the page.
     *
     * @param facts about the machine and the run, by name
     */
    public static String write(Map<String, String> facts, List<Figure> figures) {
        StringBuilder page = new StringBuilder("# What was measured\n\n");
        facts.forEach((name, value) -> page.append("- %s: %s%n".formatted(name, value)));
        page.append("""

                Ratios (x) are of two figures of the same round. Figures are medians; in brackets the least and the greatest.
                """);
        figures.stream()
                .map(Figure::scenario)
                .distinct()
                .forEach(scenario -> table(
                        page,
                        scenario,
                        figures.stream()
                                .filter(figure -> figure.scenario().equals(scenario))
                                .toList()));
        return page.toString();
    }

    private static void table(StringBuilder page, String scenario, List<Figure> figures) {
        page.append("%n## %s%n%n| what | median | | target | |%n|---|---:|---|---|---|%n".formatted(scenario));
        for (Figure figure : figures) {
            page.append("| %s | %s %s | %s | %s | %s |%n"
                    .formatted(
                            figure.name(),
                            number(figure.median()),
                            figure.unit(),
                            range(figure),
                            figure.goal(),
                            figure.verdict()));
        }
    }

    private static String range(Figure figure) {
        return figure.values().size() > 1 ? "[%s .. %s]".formatted(number(figure.low()), number(figure.high())) : "";
    }

    /** As many digits as mean something. */
    static String number(double value) {
        if (value >= MANY) {
            return String.format("%,.0f", value);
        }
        return String.format(value != 0 && value < 0.01 ? "%.5f" : "%.2f", value);
    }
}
