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
import java.util.Optional;

/** A file to import, or standard input: tells by what comes first what it is written in. */
final class ImportFile implements AutoCloseable {

    /** The longest line of JSON or row of CSV, in characters. */
    static final int LONGEST = 64 * 1024;

    private static final int BYTE_ORDER_MARK = 0xFEFF;

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
        ImportFormat format = format();
        return switch (kind.canBe(format) ? format : ImportFormat.CSV) {
            case JSON_LINES -> new JsonLines(reader, run);
            case CSV -> new CsvRows(reader, kind);
            case HTPASSWD -> new HtpasswdLines(reader);
            case YAML -> new YamlUsers(reader);
        };
    }

    private ImportFormat format() throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        reader.mark(LONGEST);
        Optional<ImportFormat> format = Optional.empty();
        boolean afterHeading = false;
        int left = LONGEST;
        for (int next = 0; format.isEmpty() && next >= 0 && left > 0; ) {
            StringBuilder line = new StringBuilder();
            for (next = 0; next >= 0 && next != '\n' && left > 0; left--) {
                next = reader.read();
                line.append(next < 0 ? ' ' : (char) next);
            }
            String text = line.toString().stripTrailing();
            if (!afterHeading && ImportFormat.isHeading(text)) {
                afterHeading = true;
            } else {
                format = ImportFormat.of(text, afterHeading);
            }
        }
        reader.reset();
        return format.orElse(afterHeading ? ImportFormat.YAML : ImportFormat.CSV);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
