package dev.gatehouse.server.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code PASSWORD_*} and {@code BCRYPT_COST}, and looks whether the list of breached passwords is one. */
final class PasswordSection {

    private static final int DIGEST = 40;
    private static final Pattern SHA_1 = Pattern.compile("[0-9A-Fa-f]{40}");

    private final Reading reading;

    PasswordSection(Reading reading) {
        this.reading = reading;
    }

    /** Empty if one of them is wrong, as the problems then say. */
    Optional<PasswordSettings> read() {
        Optional<Integer> minLength = reading.read(Settings.PASSWORD_MIN_LENGTH);
        Optional<Integer> bcryptCost = reading.read(Settings.BCRYPT_COST);
        Optional<Path> breached = readBreached();
        return minLength.flatMap(length -> bcryptCost.map(cost -> new PasswordSettings(length, cost, breached)));
    }

    private Optional<Path> readBreached() {
        Optional<Path> file = reading.read(Settings.PASSWORD_BREACHED_FILE).map(reading::resolve);
        file.ifPresent(path -> {
            reading.putEffective(Settings.PASSWORD_BREACHED_FILE, path.toString());
            if (!beginsWithDigest(path)) {
                reading.reject(Settings.PASSWORD_BREACHED_FILE, Settings.PASSWORD_BREACHED_FILE.allowed());
            }
        });
        return file;
    }

    private static boolean beginsWithDigest(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            String begin = new String(bytes.readNBytes(DIGEST), StandardCharsets.US_ASCII);
            return SHA_1.matcher(begin).matches();
        } catch (IOException e) {
            return false;
        }
    }
}
