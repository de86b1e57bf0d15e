package dev.gatehouse.session.valkey;

import java.time.Duration;
import java.util.Objects;

/**
 * Where the first fields of a text are. Most of them are numbers, which are read where they stand: every session that
 * is read comes through here. Immutable.
 */
final class Fields {

    static final char SEPARATOR = '|';
    static final int RADIX = 36;

    private final String text;
    private final int[] ends;
    private final int count;

    /** @param most how many fields are looked for; what follows them is left alone */
    Fields(String text, int most) {
        this.text = text;
        this.ends = new int[most];
        int found = 0;
        for (int begin = 0; found < most && begin <= text.length(); found++) {
            int separator = text.indexOf(SEPARATOR, begin);
            ends[found] = separator < 0 ? text.length() : separator;
            begin = ends[found] + 1;
        }
        this.count = found;
    }

    /** How many there are; at most as many as were looked for. */
    int count() {
        return count;
    }

    int begin(int field) {
        return field == 0 ? 0 : end(field - 1) + 1;
    }

    /** @throws IndexOutOfBoundsException if there is no such field */
    int end(int field) {
        return ends[Objects.checkIndex(field, count)];
    }

    boolean isEmpty(int field) {
        return begin(field) == end(field);
    }

    String get(int field) {
        return text.substring(begin(field), end(field));
    }

    /** @throws NumberFormatException if the field is no number */
    long number(int field) {
        return Long.parseLong(text, begin(field), end(field), RADIX);
    }

    /**
     * A field that is a number of seconds, or a dot and a number of milliseconds.
     *
     * @throws NumberFormatException if it is neither
     */
    Duration duration(int field) {
        return text.startsWith(".", begin(field))
                ? Duration.ofMillis(Long.parseLong(text, begin(field) + 1, end(field), RADIX))
                : Duration.ofSeconds(number(field));
    }

    /** Whether a field is this. */
    boolean is(int field, String value) {
        return value.length() == end(field) - begin(field) && text.startsWith(value, begin(field));
    }
}
