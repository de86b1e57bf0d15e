package dev.gatehouse.server.password;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Passwords that have become known, in a file of their SHA-1 digests (ASVS 6.2.12): a line each, in hexadecimal and in
 * order, with a colon and a count after it or without, as Have I Been Pwned publishes them. The file may be as large as
 * it likes, since a few dozen lines of it are read; and it may be replaced at any time. Thread-safe.
 */
final class BreachedPasswords {

    private static final int DIGEST = 40;

    /** No line is longer. */
    private static final int LONGEST_LINE = 128;

    private final Path file;

    BreachedPasswords(Path file) {
        this.file = file;
    }

    /** Whether the password is in the file. */
    boolean contains(String password) {
        String wanted = digest(password);
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
            long low = 0;
            long high = lines.length();
            while (low < high) {
                long begin = lineAt(lines, (low + high) >>> 1);
                lines.seek(begin);
                String line = read(lines, DIGEST);
                int order = line.toUpperCase(Locale.ROOT).compareTo(wanted);
                if (order == 0) {
                    return true;
                }
                if (order < 0) {
                    int end = read(lines, LONGEST_LINE).indexOf('\n');
                    low = end < 0 ? high : begin + line.length() + end + 1;
                } else {
                    high = begin;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The list of breached passwords cannot be read", e);
        }
    }

    /** Where the line begins that holds this position. */
    private static long lineAt(RandomAccessFile lines, long position) throws IOException {
        long from = Math.max(0, position - LONGEST_LINE);
        lines.seek(from);
        return from + read(lines, (int) (position - from)).lastIndexOf('\n') + 1;
    }

    private static String read(RandomAccessFile lines, int most) throws IOException {
        byte[] bytes = new byte[most];
        int length = 0;
        for (int more = 0; more >= 0 && length < most; length += Math.max(0, more)) {
            more = lines.read(bytes, length, most - length);
        }
        return new String(bytes, 0, length, US_ASCII);
    }

    private static String digest(String password) {
        try {
            byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(sha1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform has no SHA-1", e);
        }
    }
}
