package dev.gatehouse.server.keyfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.keyfile.KeyFileState.Missing;
import dev.gatehouse.server.keyfile.KeyFileState.Sound;
import dev.gatehouse.server.keyfile.KeyFileState.Unsound;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file that holds the one key: 64 hexadecimal digits and perhaps a line break.
 *
 * <p>Looking follows symbolic links, since that is how Kubernetes replaces secrets, and judges what they lead to. What
 * is looked at may be replaced at any moment: permissions and contents count as one file's only if nothing about it
 * changed while it was read. Keeps no state; thread-safe.
 */
public final class KeyFile {

    /** The largest file that is read, in bytes. A key is 64, so that anything near this is another file. */
    private static final int LARGEST = 256;

    private static final int ATTEMPTS = 3;
    private static final Pattern KEY = Pattern.compile("(?<key>[0-9a-fA-F]{64})(?:\\r?\\n)?");
    private static final Set<PosixFilePermission> WRITABLE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> READABLE =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Path path;

    /** @param path absolute */
    public KeyFile(Path path) {
        this.path = path;
    }

    /** Where it is. */
    Path path() {
        return path;
    }

    /** What would keep a server from starting with this file, in a line; empty if nothing would. Changes nothing. */
    public Optional<String> findProblem() {
        return switch (look()) {
            case Sound _ -> Optional.empty();
            case Missing _ ->
                canBeMade() ? Optional.empty() : Optional.of(problem("cannot be made", "a file in a writable folder"));
            case Unsound(String trouble, String allowed) -> Optional.of(problem(trouble, allowed));
        };
    }

    /** A problem with this file, as every other setting's is told. */
    String problem(String trouble, String allowed) {
        return "API_KEY_FILE: %s %s (allowed: %s)".formatted(path, trouble, allowed);
    }

    private boolean canBeMade() {
        Path folder = path.getParent();
        while (folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            folder = folder.getParent();
        }
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    }

    /** What is there now. */
    KeyFileState look() {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                PosixFileAttributes before = attributes();
                Optional<Unsound> unfit = unfit(before);
                if (unfit.isPresent()) {
                    return unfit.get();
                }
                byte[] bytes = read();
                if (isSame(before, attributes())) {
                    return judge(bytes, before.permissions());
                }
            }
            return new Unsound("changes again and again", "a file that is replaced in one step");
        } catch (NoSuchFileException e) {
            return Files.isSymbolicLink(path)
                    ? new Unsound("is a symbolic link that leads nowhere", "a link to a file, or none")
                    : new Missing();
        } catch (IOException e) {
            return new Unsound("cannot be read: " + reason(e), "a file that the server may read");
        }
    }

    private PosixFileAttributes attributes() throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class);
    }

    private Optional<Unsound> unfit(PosixFileAttributes attributes) {
        if (attributes.isDirectory()) {
            return Optional.of(new Unsound("is a folder", "a file"));
        }
        if (!attributes.isRegularFile()) {
            // A pipe would keep whoever opens it waiting.
            return Optional.of(new Unsound("is no regular file", "a file"));
        }
        if (!Collections.disjoint(attributes.permissions(), WRITABLE)) {
            return Optional.of(new Unsound(
                    "may be written by others than its owner", "a file that nobody else may write: chmod 600 " + path));
        }
        return Optional.empty();
    }

    private byte[] read() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(LARGEST + 1);
        }
    }

    private static boolean isSame(PosixFileAttributes before, PosixFileAttributes after) {
        return Objects.equals(before.fileKey(), after.fileKey())
                && before.lastModifiedTime().equals(after.lastModifiedTime())
                && before.size() == after.size()
                && before.permissions().equals(after.permissions());
    }

    private static KeyFileState judge(byte[] bytes, Set<PosixFilePermission> permissions) {
        if (bytes.length > LARGEST) {
            return new Unsound("is larger than " + LARGEST + " bytes", "a file that holds one key and nothing else");
        }
        var key = KEY.matcher(new String(bytes, US_ASCII));
        return key.matches()
                ? new Sound(ApiKeyDigest.of(key.group("key")), !Collections.disjoint(permissions, READABLE))
                : new Unsound(
                        "holds no key",
                        "64 hexadecimal digits and at most one line break, as 'openssl rand -hex 32' makes them");
    }

    /** Why a file could not be read or made, without its name. */
    static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException known when known.getReason() != null -> String.valueOf(known.getReason());
            default -> failure.getClass().getSimpleName();
        };
    }
}
