package dev.gatehouse.server.cli;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Entries as JSON objects, one a line. Blank lines count and say nothing. */
final class JsonLines implements Iterator<ImportEntry> {

    private final NumberedLines lines;
    private final JsonMapper json;

    JsonLines(Reader reader, Run run) {
        this.lines = new NumberedLines(reader);
        this.json = run.service(JsonMapper.class);
    }

    @Override
    public boolean hasNext() {
        return lines.hasNext();
    }

    @Override
    public ImportEntry next() {
        NumberedLines.Line line = lines.next();
        if (line.tooLong()) {
            return line.unreadable();
        }
        try {
            return new ImportEntry.Row(
                    line.number(), texts(json.readValue(line.text(), Argument.mapOf(String.class, Object.class))));
        } catch (IOException e) {
            return new ImportEntry.Unreadable(line.number(), "The line is not a JSON object.");
        }
    }

    private static Map<String, String> texts(Map<String, Object> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }
}
