package dev.gatehouse.server.password;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreachedPasswordsTest {

    private static final int KNOWN = 1_000;

    @TempDir
    private Path directory;

    private static String digest(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> digests() {
        return IntStream.range(0, KNOWN)
                .mapToObj(number -> digest("known password " + number))
                .sorted()
                .toList();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("breached.txt"), text);
    }

    private static void assertKnowsExactlyThose(Path file) {
        BreachedPasswords breached = new BreachedPasswords(file);
        for (int number = 0; number < KNOWN; number++) {
            assertThat(breached.contains("known password " + number)).isTrue();
            assertThat(breached.contains("other password " + number)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", ":7\n", ":12345678\r\n"})
    void contains_findsWhatIsThereAndNothingElse(String end) throws IOException {
        assertKnowsExactlyThose(write(String.join(end, digests()) + end));
        assertKnowsExactlyThose(write(String.join(end, digests())));
        assertKnowsExactlyThose(write(String.join(end, digests()) + ":3"));
    }

    @Test
    void contains_inLowerCase_findsItToo() throws IOException {
        assertKnowsExactlyThose(write(String.join("\n", digests()).toLowerCase(java.util.Locale.ROOT)));
    }

    @Test
    void file_thatIsReplaced_countsFromThenOn() throws IOException {
        Path file = write(digest("one password"));
        PasswordRules rules = new PasswordRules(12, Optional.of(file));
        assertThat(rules.reasonAgainst("one password", List.of()))
                .hasValueSatisfying(reason -> assertThat(reason).contains("breach"));
        assertThat(rules.reasonAgainst("another password", List.of())).isEmpty();

        write(digest("another password"));

        assertThat(rules.reasonAgainst("one password", List.of())).isEmpty();
        assertThat(rules.reasonAgainst("another password", List.of())).isPresent();
    }

    @Test
    void file_thatIsGone_isAFailureAndNoPass() {
        BreachedPasswords breached = new BreachedPasswords(directory.resolve("none"));

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> breached.contains("a password"));
    }
}
