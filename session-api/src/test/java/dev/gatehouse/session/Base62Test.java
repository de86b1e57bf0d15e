package dev.gatehouse.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Base62Test {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

    @Test
    void encode_randomNumbers_agreesWithBigInteger() {
        Random random = new Random(62);
        for (int round = 0; round < 20_000; round++) {
            byte[] magnitude = new byte[Integer.BYTES * random.nextInt(1, 9)];
            random.nextBytes(magnitude);
            int width = random.nextInt(1, 60);

            assertThat(Base62.encode(magnitude, width)).isEqualTo(lowestDigits(magnitude, width));
        }
    }

    @Test
    void encode_largestNumbers_agreesWithBigInteger() {
        for (int limbs = 1; limbs <= 8; limbs++) {
            byte[] magnitude = new byte[Integer.BYTES * limbs];
            Arrays.fill(magnitude, (byte) 0xFF);

            assertThat(Base62.encode(magnitude, 50)).isEqualTo(lowestDigits(magnitude, 50));
        }
    }

    @Test
    void encode_zero_isAllZeros() {
        assertThat(Base62.encode(new byte[32], 5)).isEqualTo("00000");
    }

    @Test
    void encode_leavesTheNumberAlone() {
        byte[] magnitude = {1, 2, 3, 4};

        Base62.encode(magnitude, 6);

        assertThat(magnitude).containsExactly(1, 2, 3, 4);
    }

    @Test
    void decode_ofEncoded_isTheNumber() {
        Random random = new Random(26);
        for (int round = 0; round < 20_000; round++) {
            int number = random.nextInt() >>> random.nextInt(Integer.SIZE);
            byte[] magnitude = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();

            String text = "!" + Base62.encode(magnitude, 6) + "!";

            assertThat(Base62.decode(text, 1, 7)).isEqualTo(Integer.toUnsignedLong(number));
        }
    }

    @Test
    void decode_largestOfTenDigits_isTheNumber() {
        assertThat(Base62.decode("zzzzzzzzzz", 0, 10))
                .isEqualTo(BASE.pow(10).subtract(BigInteger.ONE).longValueExact());
    }

    @Test
    void isBase62_everyCharacter_isTrueForTheDigitsOnly() {
        for (int c = Character.MIN_VALUE; c <= Character.MAX_VALUE; c++) {
            assertThat(Base62.isBase62("!" + (char) c + "!", 1, 2))
                    .as("U+%04X", c)
                    .isEqualTo(DIGITS.indexOf(c) >= 0);
        }
    }

    private static String lowestDigits(byte[] magnitude, int width) {
        BigInteger rest = new BigInteger(1, magnitude);
        StringBuilder digits = new StringBuilder();
        for (int digit = 0; digit < width; digit++) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            digits.append(DIGITS.charAt(divided[1].intValue()));
            rest = divided[0];
        }
        return digits.reverse().toString();
    }
}
