package dev.gatehouse.benchmarks.load.report;

import java.util.List;

/** Figures as horizontal bars, with a line from the least value to the greatest, as SVG. */
public final class BarPlot {

    private static final int WIDTH = 860;
    private static final int LABELS = 330;
    private static final int RIGHT = 70;
    private static final int TOP = 46;
    private static final int ROW = 24;
    private static final int BAR = 14;

    private static final int GAP = 8;

    private BarPlot() {}

    /**
     * Draws a plot.
     *
     * @param figures of one unit, at least one
     */
    public static String draw(String title, List<Figure> figures) {
        double greatest = figures.stream().mapToDouble(Figure::high).max().orElseThrow();
        double scale = (WIDTH - LABELS - RIGHT) / greatest;
        StringBuilder svg =
                new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="12" y="26" font-size="15" fill="#222222">%s</text>
                """.formatted(WIDTH, TOP + ROW * figures.size() + ROW / 2, escaped(title)));
        for (int i = 0; i < figures.size(); i++) {
            svg.append(row(figures.get(i), TOP + ROW * i, scale));
        }
        return svg.append("</svg>\n").toString();
    }

    private static String row(Figure figure, int top, double scale) {
        double middle = top + BAR / 2.0;
        double end = LABELS + figure.high() * scale;
        int baseline = top + BAR - 3;
        return """
                <text x="%d" y="%d" text-anchor="end" fill="#222222">%s</text>
                <rect x="%d" y="%d" width="%.1f" height="%d" fill="#4878a8"/>
                <line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#222222"/>
                <text x="%.1f" y="%d" fill="#222222">%s</text>
                """.formatted(
                        LABELS - GAP,
                        baseline,
                        escaped(figure.name()),
                        LABELS,
                        top,
                        figure.median() * scale,
                        BAR,
                        LABELS + figure.low() * scale,
                        middle,
                        end,
                        middle,
                        end + GAP,
                        baseline,
                        MarkdownReport.number(figure.median()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
