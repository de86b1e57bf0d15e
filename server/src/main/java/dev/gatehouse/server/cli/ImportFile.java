package dev.gatehouse.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;

/** A file to import, or standard input: tells JSON lines from CSV by what comes first. */
final class ImportFile implements AutoCloseable {

    /** The longest line of JSON or row of CSV, in characters. */
    static final int LONGEST = 64 * 1024;

    private static final int BYTE_ORDER_MARK = 0xFEFF;
    private static final int MOST_BLANKS = 1_024;

    private final BufferedReader reader;

    private ImportFile(InputStream in) {
        // A decoder of its own fails on what is no UTF-8, where a charset's name would put in question marks.
        this.reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Opens what {@code name} names; {@code -} is standard input. */
    static ImportFile open(String name, Surroundings surroundings) {
        if (name.equals("-")) {
            return new ImportFile(surroundings.in());
        }
        Path file = surroundings.workingDirectory().resolve(name);
        try {
            return new ImportFile(Files.newInputStream(file));
        } catch (IOException e) {
            String reason = switch (e) {
                case NoSuchFileException _ -> "it does not exist";
                case AccessDeniedException _ -> "permission denied";
                default -> e.getMessage();
            };
            throw CommandFailure.usage("Cannot read " + file + ": " + reason + ".");
        }
    }

    /** The entries, read as they are asked for. */
    Iterator<ImportEntry> entries(ImportKind kind, Run run) throws IOException {
        return firstCharacter() == '{' ? new JsonLines(reader, run) : new CsvRows(reader, kind);
    }

    private int firstCharacter() throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        reader.mark(MOST_BLANKS);
        int first = reader.read();
        for (int read = 1; Character.isWhitespace(first) && read < MOST_BLANKS; read++) {
            first = reader.read();
        }
        reader.reset();
        return first;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
