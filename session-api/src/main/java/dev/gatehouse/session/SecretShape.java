package dev.gatehouse.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The shape of the secrets that a service hands out: a prefix that tells what they open, base62 digits, of which all but
 * the first few are 256 random bits, and six more that are a CRC-32 of everything before them.
 *
 * <p>The checksum lets a mistyped or invented secret be refused before anything is looked up; it protects nothing.
 * Immutable and thread-safe.
 *
 * @param prefix what such secrets begin with, such as {@code gts_}; ASCII
 * @param leadLength how many base62 digits come between the prefix and the random ones
 */
public record SecretShape(String prefix, int leadLength) {

    private static final int RANDOM_BYTES = 32;
    private static final int RANDOM_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;

    /**
     * A new secret, with 256 bits from {@code random}.
     *
     * @param lead as many base62 digits as the shape has before the random ones
     */
    public String mint(String lead, SecureRandom random) {
        byte[] bits = new byte[RANDOM_BYTES];
        random.nextBytes(bits);
        String body = prefix + lead + Base62.encode(bits, RANDOM_LENGTH);
        byte[] checksum = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum(body, body.length()))
                .array();
        return body + Base62.encode(checksum, CHECKSUM_LENGTH);
    }

    /** Whether {@code text} has this shape and its checksum is right. */
    public boolean fits(String text) {
        int checksumStart = prefix.length() + leadLength + RANDOM_LENGTH;
        int length = checksumStart + CHECKSUM_LENGTH;
        return text.length() == length
                && text.startsWith(prefix)
                && Base62.isBase62(text, prefix.length(), length)
                && Base62.decode(text, checksumStart, length) == checksum(text, checksumStart);
    }

    /** The checksum of the first {@code length} characters, which are ASCII. */
    private static long checksum(String text, int length) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII), 0, length);
        return crc.getValue();
    }
}
