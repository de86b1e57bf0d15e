package dev.gatehouse.server.apikey;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an API key is for, in words of the applications that it is shown to. Gatehouse keeps them and tells them; what a
 * key may do here is its role's to say.
 *
 * @param names the scopes, each once, in order (RFC 6749, section 3.3)
 */
public record Scopes(List<String> names) {

    /** No scopes. */
    public static final Scopes NONE = new Scopes(List.of());

    /** What {@link #areAllowed} says yes to, in words. */
    static final String ALLOWED = "scopes must be at most 20 texts of 1 to 64 of the characters A-Z a-z 0-9 . _ : / -";

    private static final int MOST = 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");

    /** Sorts them, and takes each once. */
    public Scopes {
        names = names.stream().distinct().sorted().toList();
    }

    /** The scopes in a text, with a space between any two; none in an empty one. */
    static Scopes ofText(String text) {
        return text.isEmpty() ? NONE : new Scopes(List.of(text.split(" ", -1)));
    }

    static boolean areAllowed(List<String> names) {
        return names.size() <= MOST
                && names.stream()
                        .allMatch(name -> name != null && NAME.matcher(name).matches());
    }
}
