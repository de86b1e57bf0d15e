package dev.gatehouse.server.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a command says what it found: data on standard output, messages on standard error. */
final class Output {

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    Output(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /** Whether data are wanted as JSON. */
    boolean isJson() {
        return json;
    }

    /** A message, on standard error. */
    void message(String text) {
        err.println(text);
    }

    /** Something to think about, on standard error. */
    void warning(String text) {
        err.println("warning: " + text);
    }

    /** A line of data. */
    void line(String text) {
        out.println(text);
    }

    /** What was done: a message for people, an object for programs. */
    void done(String message, Map<String, ? extends @Nullable Object> fields) {
        if (json) {
            out.println(PlainJson.write(fields));
        } else {
            err.println(message);
        }
    }

    /** One thing: name and value line by line for people, an object for programs. */
    void show(Map<String, ? extends @Nullable Object> fields) {
        if (json) {
            out.println(PlainJson.write(fields));
            return;
        }
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        fields.forEach((name, value) ->
                out.println((name + " ".repeat(width - name.length() + 2) + Cells.text(value)).stripTrailing()));
    }

    /** A list to be filled. */
    Listing list(String... headings) {
        return new Listing(out, json, headings);
    }

    /** Why it was not done, on standard error. */
    void failure(CommandFailure failure) {
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("code", failure.code());
            error.put("detail", failure.detail());
            err.println(PlainJson.write(Map.of("error", error)));
        } else {
            err.println(failure.detail());
        }
    }
}
