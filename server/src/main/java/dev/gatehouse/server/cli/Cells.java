package dev.gatehouse.server.cli;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Cells {

    // What a client said about itself must not steer the terminal of whoever lists it.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private Cells() {}

    static String text(@Nullable Object value) {
        String text = switch (value) {
            case null -> "";
            case Boolean truth -> truth ? "yes" : "no";
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + text(field.getValue()))
                        .collect(Collectors.joining(" "));
            case Collection<?> items -> items.stream().map(Cells::text).collect(Collectors.joining(", "));
            default -> value.toString();
        };
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
