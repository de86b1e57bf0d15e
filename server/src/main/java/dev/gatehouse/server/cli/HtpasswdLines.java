package dev.gatehouse.server.cli;

import java.io.Reader;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Users as Apache's {@code htpasswd} writes them: {@code name:hash} a line, and {@code #} before a comment. */
final class HtpasswdLines implements Iterator<ImportEntry> {

    private static final String COMMENT = "#";

    private final NumberedLines lines;
    private NumberedLines.@Nullable Line line;

    HtpasswdLines(Reader reader) {
        this.lines = new NumberedLines(reader);
    }

    @Override
    public boolean hasNext() {
        while (line == null && lines.hasNext()) {
            NumberedLines.Line next = lines.next();
            line = next.text().startsWith(COMMENT) ? null : next;
        }
        return line != null;
    }

    @Override
    public ImportEntry next() {
        NumberedLines.Line read = hasNext() ? line : null;
        if (read == null) {
            throw new NoSuchElementException();
        }
        line = null;
        return read.tooLong() ? read.unreadable() : entry(read.number(), read.text());
    }

    private static ImportEntry entry(long number, String text) {
        // Servers read nothing behind a second colon, and some tools keep a remark there.
        String[] parts = text.split(":", 3);
        if (parts.length < 2 || parts[0].isEmpty()) {
            return new ImportEntry.Unreadable(number, "The line is not name:hash.");
        }
        String hash = parts[1];
        return hash.startsWith("$2")
                ? new ImportEntry.Row(number, Map.of("username", parts[0], "password_hash", hash))
                : new ImportEntry.Unreadable(
                        number,
                        "The password is " + kept(hash)
                                + ", and only bcrypt can be taken over ('htpasswd -B' makes it).");
    }

    /** How the password is kept, as far as one can tell. */
    private static String kept(String hash) {
        if (hash.startsWith("$apr1$") || hash.startsWith("$1$")) {
            return "hashed with MD5 (" + hash.substring(0, hash.indexOf('$', 1) + 1) + ")";
        }
        if (hash.startsWith("{SHA}") || hash.startsWith("{SSHA}")) {
            return "hashed with SHA-1 (" + hash.substring(0, hash.indexOf('}') + 1) + ")";
        }
        if (hash.startsWith("$5$") || hash.startsWith("$6$")) {
            return "hashed with SHA-2 (" + hash.substring(0, 3) + ")";
        }
        return hash.isEmpty() ? "empty" : "of another kind (crypt, or plain text)";
    }
}
