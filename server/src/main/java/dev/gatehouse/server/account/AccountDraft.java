package dev.gatehouse.server.account;

import dev.gatehouse.server.password.PasswordHash;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account on its way to being another: everything as it was, but for what is set here. For one thread. */
final class AccountDraft {

    private final Account before;

    AccountProfile profile;
    Role role;
    boolean active;
    PasswordHash passwordHash;
    long epoch;
    Instant updatedAt;
    Instant passwordChangedAt;

    @Nullable
    Instant lastLoginAt;

    @Nullable
    String fileEntry;

    AccountDraft(Account before) {
        this.before = before;
        this.profile = before.profile();
        this.role = before.role();
        this.active = before.active();
        this.passwordHash = before.passwordHash();
        this.epoch = before.epoch();
        this.updatedAt = before.updatedAt();
        this.passwordChangedAt = before.passwordChangedAt();
        this.lastLoginAt = before.lastLoginAt();
        this.fileEntry = before.fileEntry();
    }

    Account finish() {
        return new Account(
                before.id(),
                profile.username(),
                Account.key(profile.username()),
                profile.email(),
                Account.keyOrNull(profile.email()),
                profile.fullName(),
                role,
                active,
                passwordHash,
                epoch,
                before.createdAt(),
                updatedAt,
                passwordChangedAt,
                lastLoginAt,
                fileEntry);
    }
}
