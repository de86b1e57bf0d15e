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
final class TextFile {

    /** The largest file that is read, in bytes. */
    static final int LARGEST = 64 * 1024;

    private TextFile() {}

    /** @throws IOException if the file cannot be read, is larger than {@value #LARGEST} bytes or is not UTF-8 */
    static String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new FileSystemException(file.toString(), null, "larger than " + LARGEST + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        }
    }

    /** Why {@link #read} failed, in words that hold nothing of what the file holds. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "does not exist";
            case AccessDeniedException denied -> "may not be read: permission denied";
            case CharacterCodingException malformed -> "is not UTF-8 text";
            case FileSystemException other -> "cannot be read: " + other.getReason();
            default -> "cannot be read: " + failure.getMessage();
        };
    }
}
