package dev.gatehouse.session;

import java.util.regex.Pattern;

/** What every store must be able to keep unchanged: Unicode text without NUL and without half surrogate pairs. */
final class WellFormed {

    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");

    private WellFormed() {}

    static void require(String name, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    name + ": " + text.length() + " characters (expected: <= " + longest + ")");
        }
        if (UNFIT.matcher(text).find()) {
            throw new IllegalArgumentException(name + ": holds NUL or half a surrogate pair (expected: Unicode text)");
        }
    }

    /** {@code text} with everything unfit replaced by U+FFFD, and cut to at most {@code longest} characters. */
    static String coerce(String text, int longest) {
        int end = Math.min(text.length(), longest);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return UNFIT.matcher(text.substring(0, end)).replaceAll("\uFFFD");
    }
}
