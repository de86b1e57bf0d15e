package dev.gatehouse.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * One row of the table of settings.
 *
 * @param name as an environment variable
 * @param secrecy how much of the value may be shown
 * @param fallback the value when none is given; empty if there is none or it follows from other settings
 * @param allowed what the value may be, in words for the operator
 * @param parser makes the value of the text, or empty if the text is not allowed
 */
record Setting<T>(
        String name, Secrecy secrecy, Optional<String> fallback, String allowed, Function<String, Optional<T>> parser) {

    /** How much of a value may be shown. Whatever may hold a secret can also be given in a file. */
    enum Secrecy {
        /** Everything. */
        NONE,
        /** Everything but the password in it. */
        PARTLY,
        /** Nothing. */
        WHOLE
    }

    static <T> Setting<T> plain(String name, String fallback, String allowed, Function<String, Optional<T>> parser) {
        return new Setting<>(name, Secrecy.NONE, Optional.of(fallback), allowed, parser);
    }

    static <T> Setting<T> optional(String name, String allowed, Function<String, Optional<T>> parser) {
        return new Setting<>(name, Secrecy.NONE, Optional.empty(), allowed, parser);
    }

    static <T> Setting<T> withSecret(String name, String allowed, Function<String, Optional<T>> parser) {
        return new Setting<>(name, Secrecy.PARTLY, Optional.empty(), allowed, parser);
    }

    static Setting<String> secret(String name, String allowed, Function<String, Optional<String>> parser) {
        return new Setting<>(name, Secrecy.WHOLE, Optional.empty(), allowed, parser);
    }

    /** Whether the value may also be given in a file, which {@link #fileName()} names. */
    boolean mayComeFromFile() {
        return secrecy != Secrecy.NONE;
    }

    /** The name of the setting that holds the path of a file with this one's value, where there may be one. */
    String fileName() {
        return name + "_FILE";
    }

    /** Every name that this setting can be given by. */
    List<String> names() {
        return mayComeFromFile() ? List.of(name, fileName()) : List.of(name);
    }

    /** How the setting called {@code name} is written in {@code gatehouse.yml}. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
