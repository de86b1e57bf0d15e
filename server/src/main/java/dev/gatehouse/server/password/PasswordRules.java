package dev.gatehouse.server.password;

import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a new password must satisfy: its length in code points (ASVS 6.2.1, 6.2.9), and that nobody would try it first,
 * being the user's own name, one of the most common, or one that has become known (ASVS 6.2.4, 6.2.11, 6.2.12). What
 * kinds of characters it has does not matter (ASVS 6.2.5). Thread-safe.
 */
public final class PasswordRules {

    /** The most code points of a new password. */
    public static final int LONGEST = 1_024;

    private static final Pattern UNFIT = Pattern.compile("[\\x00\\p{Cs}]");
    private static final int DIGITS_OF_A_DATE = 8;
    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

    private final int shortest;
    private final Optional<BreachedPasswords> breached;

    /**
     * @param shortest the fewest code points
     * @param breached the file of passwords that have become known, if there is one
     */
    public PasswordRules(int shortest, Optional<Path> breached) {
        this.shortest = shortest;
        this.breached = breached.map(BreachedPasswords::new);
    }

    /**
     * Why the password is refused, without repeating it; empty if it is allowed.
     *
     * @param names what its user is called
     * @throws java.io.UncheckedIOException if the list of breached passwords cannot be read
     */
    public Optional<Refusal> refusal(String password, Collection<String> names) {
        return reasonAgainst(password, names).map(reason -> Refusal.of(Reason.WEAK_PASSWORD, reason));
    }

    Optional<String> reasonAgainst(String password, Collection<String> names) {
        int length = password.codePointCount(0, password.length());
        if (length < shortest) {
            return Optional.of("The password has %d characters; at least %d are needed.".formatted(length, shortest));
        }
        if (length > LONGEST) {
            return Optional.of("The password has %d characters; at most %d are allowed.".formatted(length, LONGEST));
        }
        if (UNFIT.matcher(password).find()) {
            return Optional.of("The password holds a character that is not text (NUL or half a surrogate pair).");
        }
        if (isMadeOf(names, password)) {
            return Optional.of("The password is made of the user's own names.");
        }
        if (CommonPasswords.contains(password)) {
            return Optional.of("The password is one of the hundred thousand that are used most.");
        }
        if (breached.filter(list -> list.contains(password)).isPresent()) {
            return Optional.of("The password has become known in a breach.");
        }
        return Optional.empty();
    }

    /** Whether the password's letters are names, however often they come, and its digits no more than a date's. */
    private static boolean isMadeOf(Collection<String> names, String password) {
        if (password.codePoints().filter(Character::isDigit).count() > DIGITS_OF_A_DATE) {
            return false;
        }
        List<String> longestFirst = names.stream()
                .map(PasswordRules::letters)
                .filter(name -> !name.isEmpty())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String letters = letters(password);
        String rest = letters;
        for (String name : longestFirst) {
            rest = rest.replace(name, "");
        }
        return !letters.isEmpty() && rest.isEmpty();
    }

    private static String letters(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return NO_LETTERS.matcher(composed).replaceAll("");
    }
}
