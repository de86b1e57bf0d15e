package dev.gatehouse.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the file of users said of one of them: a short digest of each field, which tells later what was changed in the
 * file and nothing of what it held. Only that is applied; whatever else was changed meanwhile stands.
 *
 * @param digests one for each field, in the order of {@link ImportedAccount#FIELDS}; empty if nothing was said yet
 */
record FileEntry(List<String> digests) {

    private static final int BYTES = 8;
    private static final String SEPARATOR = ".";

    /** What the file says now. */
    static FileEntry of(ImportedAccount said) {
        AccountProfile profile = said.profile();
        return new FileEntry(Stream.of(
                        profile.username(),
                        said.passwordHash().encoded(),
                        Optional.ofNullable(profile.email()).orElse(""),
                        profile.fullName(),
                        role(said).label(),
                        String.valueOf(said.active()))
                .map(FileEntry::digest)
                .toList());
    }

    /** What was kept of what it said. */
    static FileEntry parse(@Nullable String text) {
        List<String> digests = text == null ? List.of() : Arrays.asList(text.split("\\" + SEPARATOR, -1));
        return new FileEntry(digests.size() == ImportedAccount.FIELDS.size() ? digests : List.of());
    }

    /** To be kept. */
    String text() {
        return String.join(SEPARATOR, digests);
    }

    /** Whether the file says something else of the password than it last did. */
    boolean changesPassword(FileEntry last) {
        return changes("password_hash", last);
    }

    /**
     * What the file says otherwise than it last did, but for the password.
     *
     * @param said what this entry was made of
     */
    AccountChange changeSince(FileEntry last, ImportedAccount said) {
        AccountProfile profile = said.profile();
        return new AccountChange(
                Optional.of(profile.username()).filter(_ -> changes("username", last)),
                Optional.of(Optional.ofNullable(profile.email()).orElse("")).filter(_ -> changes("email", last)),
                Optional.of(profile.fullName()).filter(_ -> changes("full_name", last)),
                Optional.of(role(said)).filter(_ -> changes("role", last)),
                Optional.of(said.active()).filter(_ -> changes("active", last)));
    }

    private boolean changes(String field, FileEntry last) {
        int place = ImportedAccount.FIELDS.indexOf(field);
        return last.digests().isEmpty()
                || !digests.get(place).equals(last.digests().get(place));
    }

    private static Role role(ImportedAccount said) {
        return said.role().orElse(Role.VIEWER);
    }

    private static String digest(String value) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(value.getBytes(UTF_8));
            return HexFormat.of().formatHex(sha256, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform has no SHA-256", e);
        }
    }
}
