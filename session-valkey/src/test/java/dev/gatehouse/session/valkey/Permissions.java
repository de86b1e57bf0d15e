package dev.gatehouse.session.valkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code docs/valkey.md} says that a user must be allowed: the tests run with that, so that it is enough. */
final class Permissions {

    private static final Path DOCUMENT = Path.of("..", "docs", "valkey.md");
    private static final Pattern RULE = Pattern.compile("ACL SETUSER gatehouse on >PASSWORD ([^\\n]+)");

    private Permissions() {}

    static String documented() {
        try {
            Matcher rule = RULE.matcher(Files.readString(DOCUMENT));
            if (!rule.find()) {
                throw new IllegalStateException(DOCUMENT + " does not say what a user must be allowed");
            }
            return rule.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
