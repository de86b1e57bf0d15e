package dev.gatehouse.server.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

    private static final int COST = 4;

    private final SecureRandom random = new SecureRandom();
    private final PasswordHasher hasher = new PasswordHasher(random, COST);

    private PasswordHash madeElsewhere(BCrypt.Version version, String password) {
        byte[] hash = BCrypt.with(version, random, LongPasswordStrategies.truncate(version))
                .hash(COST, password.getBytes(UTF_8));
        return new PasswordHash(new String(hash, US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "correct horse battery",
                "nul \0 inside",
                "\ud83d\udd11\ud83d\udd11",
                "half \ud800",
                "73 bytes ..............................................................73"
            })
    void hash_ofAnyPassword_verifiesThatOneAlone(String password) {
        PasswordHash hash = hasher.hash(password);

        assertThat(hasher.verify(password, hash)).isTrue();
        assertThat(hasher.verify(password + "x", hash)).isFalse();
        assertThat(hasher.verify("x" + password, hash)).isFalse();
        assertThat(hash.toString()).doesNotContain(hash.encoded());
    }

    @Test
    void hash_ofSamePasswordTwice_differs() {
        assertThat(hasher.hash("correct horse battery")).isNotEqualTo(hasher.hash("correct horse battery"));
    }

    @Test
    void verify_afterNul_stillLooks() {
        PasswordHash hash = hasher.hash("before\0after");

        assertThat(hasher.verify("before\0other", hash)).isFalse();
        assertThat(hasher.verify("before", hash)).isFalse();
    }

    @Test
    void verify_withBcryptOfEveryVersion_accepts() {
        for (BCrypt.Version version :
                List.of(BCrypt.Version.VERSION_2A, BCrypt.Version.VERSION_2B, BCrypt.Version.VERSION_2Y)) {
            PasswordHash hash = madeElsewhere(version, "correct horse battery");

            assertThat(PasswordHash.parse(hash.encoded())).contains(hash);
            assertThat(hasher.verify("correct horse battery", hash)).isTrue();
            assertThat(hasher.verify("wrong horse battery", hash)).isFalse();
            assertThat(hasher.isOutdated(hash)).isTrue();
        }
    }

    @Test
    void verify_withHashOfAnotherProgram_accepts() {
        // From the test vectors of jBCrypt.
        PasswordHash hash = new PasswordHash("$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i");

        assertThat(hasher.verify("abc", hash)).isTrue();
        assertThat(hasher.verify("abd", hash)).isFalse();
    }

    @Test
    void verify_withLongPasswordHashedElsewhere_cutsAsItsMakerDid() {
        PasswordHash hash = madeElsewhere(BCrypt.Version.VERSION_2A, "a".repeat(100));

        assertThat(hasher.verify("a".repeat(72), hash)).isTrue();
        assertThat(hasher.verify("a".repeat(100), hash)).isTrue();
        assertThat(hasher.verify("a".repeat(71), hash)).isFalse();
    }

    @Test
    void isOutdated_tellsOtherCosts() {
        assertThat(hasher.isOutdated(hasher.hash("correct horse battery"))).isFalse();
        assertThat(hasher.isOutdated(new PasswordHasher(random, COST + 1).hash("correct horse battery")))
                .isTrue();
    }

    @Test
    void decoy_verifiesNothingAndLooksLikeOurs() {
        PasswordHash decoy = Decoy.ofCost(random, COST);

        assertThat(hasher.isOutdated(decoy)).isFalse();
        assertThat(decoy.encoded()).hasSameSizeAs(hasher.hash("x").encoded());
        assertThat(hasher.verify("correct horse battery", decoy)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$2a$", "plain", "$2x$10$", "$1$abc"})
    void parse_ofSomethingElse_isEmpty(String text) {
        assertThat(PasswordHash.parse(text)).isEmpty();
    }
}
