package dev.gatehouse.server.password;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import me.gosimple.nbvcxz.Nbvcxz;

/**
 * The hundred thousand passwords that people choose most (ASVS 6.2.4), as the strength estimator nbvcxz ranks them in
 * its {@code passwords.txt}. Read anew each time, since a password is set rarely and hashing it takes far longer.
 * Thread-safe.
 */
final class CommonPasswords {

    private static final int MOST = 100_000;
    private static final String LIST = "/dictionaries/passwords.txt";

    private CommonPasswords() {}

    /** Whether the password is among them, in whatever case. */
    static boolean contains(String password) {
        String wanted = password.toLowerCase(Locale.ROOT);
        try (BufferedReader lines = open()) {
            return lines.lines()
                    .limit(MOST)
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).equals(wanted));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedReader open() {
        InputStream list = Nbvcxz.class.getResourceAsStream(LIST);
        if (list == null) {
            throw new IllegalStateException(LIST + " is missing from the class path");
        }
        return new BufferedReader(new InputStreamReader(list, UTF_8));
    }
}
