package dev.gatehouse.server.cli;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/** Entries as JSON objects, one a line. Blank lines count and say nothing. */
final class JsonLines implements Iterator<ImportEntry> {

    private final Reader reader;
    private final JsonMapper json;
    private final StringBuilder line = new StringBuilder();
    private boolean tooLong;
    private long number;

    JsonLines(Reader reader, Run run) {
        this.reader = reader;
        this.json = run.service(JsonMapper.class);
    }

    @Override
    public boolean hasNext() {
        try {
            while (line.isEmpty()) {
                if (!readLine()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a line without its blanks at both ends, cut short if it is too long; false at the end of the file. */
    private boolean readLine() throws IOException {
        tooLong = false;
        int next = reader.read();
        if (next < 0) {
            return false;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = reader.read()) {
            if (line.length() == ImportFile.LONGEST) {
                tooLong = true;
            } else if (!line.isEmpty() || !Character.isWhitespace(next)) {
                line.append((char) next);
            }
        }
        return true;
    }

    @Override
    public ImportEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String text = line.toString();
        line.setLength(0);
        if (tooLong) {
            return new ImportEntry.Unreadable(number, "The line is longer than " + ImportFile.LONGEST + " characters.");
        }
        try {
            return new ImportEntry.Row(number, texts(json.readValue(text, Argument.mapOf(String.class, Object.class))));
        } catch (IOException e) {
            return new ImportEntry.Unreadable(number, "The line is not a JSON object.");
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
