package dev.gatehouse.server.keyfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes a key file where there is none.
 *
 * <p>Several servers may find none at the same time, and must come to one key. The file is therefore written under
 * another name and then given its own by a hard link, which is one step and fails if the name is taken: whoever comes
 * first has made it, whole, and everybody else finds it there. A rename would replace it.
 */
final class KeyFileMaker {

    private static final int KEY_BYTES = 32;

    private final Path file;
    private final SecureRandom random;

    KeyFileMaker(Path file, SecureRandom random) {
        this.file = file;
        this.random = random;
    }

    /**
     * Makes the file, for its owner alone, with a new key, and its folder if there is none. Leaves a file alone that
     * somebody else has made meanwhile.
     *
     * @throws IOException if it cannot be made
     */
    void make() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("no folder");
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, permissions("rwx------"));
        }
        Path draft = Files.createTempFile(folder, ".api_key-", ".draft", permissions("rw-------"));
        try {
            write(draft);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Then there is one, which is all that is wanted.
        } finally {
            Files.delete(draft);
        }
    }

    private void write(Path draft) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        ByteBuffer digits = ByteBuffer.wrap(HexFormat.of().formatHex(key).getBytes(US_ASCII));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            while (digits.hasRemaining()) {
                channel.write(digits);
            }
            // An empty file after a power cut would keep the next start from succeeding.
            channel.force(true);
        }
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
