package dev.gatehouse.server.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists of ant-style path patterns, separated by commas. */
final class PathPatterns {

    private static final int MOST = 100;
    private static final Pattern SHAPE = Pattern.compile("/[^\\s\\p{Cntrl}]{0,199}");

    private PathPatterns() {}

    static Optional<List<String>> parse(String text) {
        List<String> patterns =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        return Optional.of(patterns)
                .filter(all -> all.size() <= MOST && all.stream().allMatch(SHAPE.asMatchPredicate()));
    }
}
