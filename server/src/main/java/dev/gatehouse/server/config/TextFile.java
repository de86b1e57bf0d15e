package dev.gatehouse.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Small files of text, and why one cannot be read. */
public final class TextFile {

    /** The largest file of settings or of one secret, in bytes. */
    static final int LARGEST = 64 * 1024;

    private TextFile() {}

    /** @throws IOException if the file cannot be read, is larger than {@value #LARGEST} bytes or is not UTF-8 */
    static String read(Path file) throws IOException {
        return read(file, LARGEST);
    }

    /**
     * The text of a file.
     *
     * @throws IOException if the file cannot be read, is larger than {@code largest} bytes or is not UTF-8
     */
    public static String read(Path file, int largest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(largest + 1);
            if (bytes.length > largest) {
                throw new FileSystemException(file.toString(), null, "larger than " + largest + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /** Why {@link #read} failed, in words that hold nothing of what the file holds. */
    public static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "does not exist";
            case AccessDeniedException denied -> "may not be read: permission denied";
            case CharacterCodingException malformed -> "is not UTF-8 text";
            case FileSystemException other -> "cannot be read: " + other.getReason();
            default -> "cannot be read: " + failure.getMessage();
        };
    }
}
