package dev.gatehouse.server.config;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Whole numbers in decimal digits. */
final class Numbers {

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");

    private Numbers() {}

    /** A parser that takes numbers from {@code least} to {@code most}, both included. */
    static Function<String, Optional<Integer>> between(int least, int most) {
        return text -> Optional.of(text)
                .filter(DIGITS.asMatchPredicate())
                .map(Integer::valueOf)
                .filter(number -> number >= least && number <= most);
    }
}
