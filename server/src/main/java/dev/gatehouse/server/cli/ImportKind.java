package dev.gatehouse.server.cli;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an import takes over, and which fields an entry of it has.
 *
 * @param things what people call several of them, such as "users"
 * @param required the fields that no entry can do without
 * @param optional the fields that it may have
 * @param ignored the fields that an export writes and an import takes no notice of
 * @param otherFormats what a file may be written in besides JSON lines and CSV
 */
record ImportKind(
        String things,
        List<String> required,
        List<String> optional,
        List<String> ignored,
        List<ImportFormat> otherFormats) {

    /** Whether a file may be written in this. */
    boolean canBe(ImportFormat format) {
        return format == ImportFormat.JSON_LINES || format == ImportFormat.CSV || otherFormats.contains(format);
    }

    /** Whether the first row of a CSV names these fields: each once, all that are required, none that is unknown. */
    boolean isHeader(List<String> names) {
        Set<String> known =
                Stream.of(required, optional, ignored).flatMap(List::stream).collect(Collectors.toSet());
        return names.containsAll(required)
                && known.containsAll(names)
                && names.stream().distinct().count() == names.size();
    }

    /** The failure of a command that was given something else. */
    CommandFailure unknownFormat() {
        String others =
                otherFormats.stream().map(format -> ", nor " + format.label()).collect(Collectors.joining());
        return CommandFailure.usage("This is neither JSON lines nor CSV with a header of " + String.join(", ", required)
                + " and, as needed, " + series(optional) + others + ".");
    }

    private static String series(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
