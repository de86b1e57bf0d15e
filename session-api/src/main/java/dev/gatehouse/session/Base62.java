package dev.gatehouse.session;

/**
 * Fixed-width base62 ({@code 0-9A-Za-z}, most significant digit first) of unsigned big-endian numbers.
 *
 * <p>Written by hand because no library on the JDK offers it, and on plain limbs because every validation encodes one
 * digest.
 */
final class Base62 {

    private static final char[] DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".toCharArray();
    private static final long LIMB = 0xFFFF_FFFFL;

    private Base62() {}

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
        char[] digits = new char[width];
        for (int digit = width - 1; digit >= 0; digit--) {
            digits[digit] = DIGITS[divideInPlace(limbs)];
        }
        return new String(digits);
    }

    private static int divideInPlace(int[] limbs) {
        long remainder = 0;
        for (int i = 0; i < limbs.length; i++) {
            long dividend = (remainder << Integer.SIZE) | (limbs[i] & LIMB);
            limbs[i] = (int) (dividend / DIGITS.length);
            remainder = dividend % DIGITS.length;
        }
        return (int) remainder;
    }

    /** Whether {@code text} consists of base62 digits between the two positions. */
    static boolean isBase62(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
                return false;
            }
        }
        return true;
    }
}
