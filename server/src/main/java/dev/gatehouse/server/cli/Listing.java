package dev.gatehouse.server.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A list on its way out: aligned columns for people, an array for programs. However long it is, only a few hundred rows
 * are held at a time; columns grow where a later row needs it.
 */
final class Listing {

    private static final int HELD = 500;
    private static final String GAP = "  ";

    private final PrintStream out;
    private final boolean json;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();
    private boolean begun;

    Listing(PrintStream out, boolean json, String... headings) {
        this.out = out;
        this.json = json;
        this.widths = new int[headings.length];
        rows.add(List.of(headings));
    }

    /**
     * Adds a row.
     *
     * @param fields what programs see
     * @param cells what people see, one for each heading
     */
    void add(Map<String, ? extends @Nullable Object> fields, @Nullable Object... cells) {
        if (json) {
            out.print((begun ? ",\n " : "[") + PlainJson.write(fields));
            begun = true;
            return;
        }
        rows.add(Stream.of(cells).map(Cells::text).toList());
        if (rows.size() >= HELD) {
            flush();
        }
    }

    /** Ends the list. Without it a list is visibly cut short, as it should be after a failure. */
    void end() {
        if (json) {
            out.println(begun ? "]" : "[]");
        } else {
            flush();
        }
    }

    private void flush() {
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        rows.forEach(row -> out.println(line(row)));
        rows.clear();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            line.append(cell).append(" ".repeat(widths[i] - cell.length())).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
