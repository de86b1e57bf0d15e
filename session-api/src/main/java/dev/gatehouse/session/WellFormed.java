package dev.gatehouse.session;

/** What every store must be able to keep unchanged: Unicode text without NUL and without half surrogate pairs. */
final class WellFormed {

    private static final int NONE = -1;

    private WellFormed() {}

    static void require(String name, String text, int longest) {
        if (text.length() > longest) {
            throw new IllegalArgumentException(
                    name + ": " + text.length() + " characters (expected: <= " + longest + ")");
        }
        if (unfit(text, 0) != NONE) {
            throw new IllegalArgumentException(name + ": holds NUL or half a surrogate pair (expected: Unicode text)");
        }
    }

    /** {@code text} with everything unfit replaced by U+FFFD, and cut to at most {@code longest} characters. */
    static String coerce(String text, int longest) {
        int end = Math.min(text.length(), longest);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        String cut = text.substring(0, end);
        int first = unfit(cut, 0);
        return first == NONE ? cut : replaced(cut, first);
    }

    private static String replaced(String text, int first) {
        StringBuilder fit = new StringBuilder(text);
        for (int at = first; at != NONE; at = unfit(text, at + 1)) {
            fit.setCharAt(at, '\uFFFD');
        }
        return fit.toString();
    }

    /**
     * Where the first unfit character is, from a position on. A loop and no regular expression, because every session
     * that is read asks for each of its texts.
     *
     * @param from not between the halves of a pair
     */
    private static int unfit(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                boolean paired = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                if (!paired) {
                    return i;
                }
                i++;
            }
        }
        return NONE;
    }
}
