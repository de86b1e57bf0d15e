package dev.gatehouse.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Fixed-width base62 ({@code 0-9A-Za-z}, most significant digit first) of unsigned big-endian numbers.
 *
 * <p>Written by hand because no library on the JDK offers it, and for speed, because every validation reads one secret
 * and encodes one digest: a number is divided by {@value #DIGITS_OF_A_STEP} digits' worth at a time, and what a
 * character is worth is looked up, since nothing could predict the outcome of comparing random ones.
 */
final class Base62 {

    private static final byte[] DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final int BASE = 62;
    private static final long LIMB = 0xFFFF_FFFFL;

    /** The most for which a remainder and a limb fit a signed long together. */
    private static final int DIGITS_OF_A_STEP = 5;

    private static final long STEP = BASE * BASE * BASE * BASE * BASE;

    private static final byte NO_DIGIT = -1;
    private static final byte[] VALUES = values();

    private Base62() {}

    private static byte[] values() {
        byte[] values = new byte[Byte.MAX_VALUE + 1];
        Arrays.fill(values, NO_DIGIT);
        for (byte value = 0; value < BASE; value++) {
            values[DIGITS[value]] = value;
        }
        return values;
    }

    /**
     * The lowest {@code width} base62 digits of the number in {@code magnitude}.
     *
     * @param magnitude unsigned, big-endian; its length is a multiple of four bytes
     * @param width how many digits; a width too small for the number cuts its highest digits off
     */
    static String encode(byte[] magnitude, int width) {
        int[] limbs = new int[magnitude.length / Integer.BYTES];
        for (int i = 0; i < magnitude.length; i++) {
            limbs[i / Integer.BYTES] = (limbs[i / Integer.BYTES] << Byte.SIZE) | (magnitude[i] & 0xFF);
        }
        byte[] digits = new byte[width];
        for (int end = width; end > 0; end -= DIGITS_OF_A_STEP) {
            int rest = divideInPlace(limbs);
            for (int digit = end - 1; digit >= Math.max(0, end - DIGITS_OF_A_STEP); digit--) {
                digits[digit] = DIGITS[rest % BASE];
                rest /= BASE;
            }
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static int divideInPlace(int[] limbs) {
        long remainder = 0;
        for (int i = 0; i < limbs.length; i++) {
            long dividend = (remainder << Integer.SIZE) | (limbs[i] & LIMB);
            limbs[i] = (int) (dividend / STEP);
            remainder = dividend % STEP;
        }
        return (int) remainder;
    }

    /**
     * The number that {@code text} shows between the two positions.
     *
     * @param text base62 digits there, at most ten
     */
    static long decode(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * BASE + VALUES[text.charAt(i)];
        }
        return number;
    }

    /** Whether {@code text} consists of base62 digits between the two positions. */
    static boolean isBase62(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a character is a base62 digit. */
    static boolean isDigit(char c) {
        return c < VALUES.length && VALUES[c] != NO_DIGIT;
    }
}
