package dev.gatehouse.session.valkey;

import java.util.HashMap;
import java.util.Map;

/**
 * Text within a record: without the characters that separate fields, and with what most browsers say about themselves
 * written in two characters. A hundred and ten of a user agent become about twenty, and stay readable.
 *
 * <p>A {@code ~} and the character after it stand for something else, as the table says. The table belongs to the
 * format: what is in it must never change, and what is not in it cannot be read by those who do not have it.
 */
final class FreeText {

    private static final char ESCAPE = '~';

    /** By how many characters most browsers' names are longer than they are written. */
    private static final int USUAL_GAIN = 96;

    private static final String[][] TABLE = {
        {"~", "~"},
        {"!", "|"},
        {"+", "&"},
        {"-", "="},
        {"a", "Mozilla/5.0 ("},
        {"b", "Windows NT 10.0; Win64; x64"},
        {"c", "Macintosh; Intel Mac OS X 10_15_7"},
        {"d", "X11; Linux x86_64"},
        {"e", ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"},
        {"f", ".0.0.0 Safari/537.36"},
        {"g", ".0.0.0 Mobile Safari/537.36"},
        {"h", ") AppleWebKit/605.1.15 (KHTML, like Gecko) Version/"},
        {"i", " Safari/605.1.15"},
        {"j", "iPhone; CPU iPhone OS "},
        {"k", " like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/"},
        {"l", " Mobile/15E148 Safari/604.1"},
        {"m", ") Gecko/20100101 Firefox/"},
        {"n", "; rv:"},
        {"o", "Linux; Android "},
        {"p", "iPad; CPU OS "},
        {"q", "Macintosh; Intel Mac OS X "},
        {"r", "X11; Ubuntu; Linux x86_64"},
        {"s", " Safari/537.36"},
        {"t", " Mobile Safari/537.36"},
        {"u", "password"},
    };

    private static final Map<Character, String> BY_CODE = new HashMap<>();

    static {
        for (String[] row : TABLE) {
            BY_CODE.put(row[0].charAt(0), row[1]);
        }
    }

    private FreeText() {}

    /** The text as a record holds it. */
    static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            String[] longest = longestAt(text, at);
            if (longest.length == 0) {
                encoded.append(text.charAt(at));
                at++;
            } else {
                encoded.append(ESCAPE).append(longest[0]);
                at += longest[1].length();
            }
        }
        return encoded.toString();
    }

    private static String[] longestAt(String text, int at) {
        String[] longest = {};
        for (String[] row : TABLE) {
            if (text.startsWith(row[1], at) && (longest.length == 0 || row[1].length() > longest[1].length())) {
                longest = row;
            }
        }
        return longest;
    }

    /**
     * The text that was encoded.
     *
     * @throws DamagedRecordException if a code is not in the table
     */
    static String decode(String encoded) throws DamagedRecordException {
        if (encoded.indexOf(ESCAPE) < 0) {
            return encoded;
        }
        StringBuilder text = new StringBuilder(encoded.length() + USUAL_GAIN);
        int begin = 0;
        for (int escape = encoded.indexOf(ESCAPE); escape >= 0; escape = encoded.indexOf(ESCAPE, begin)) {
            String meant = escape + 1 < encoded.length() ? BY_CODE.get(encoded.charAt(escape + 1)) : null;
            if (meant == null) {
                throw new DamagedRecordException("not text: an unknown code at " + escape, null);
            }
            text.append(encoded, begin, escape).append(meant);
            begin = escape + 2;
        }
        return text.append(encoded, begin, encoded.length()).toString();
    }
}
