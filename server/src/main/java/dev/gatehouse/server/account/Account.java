package dev.gatehouse.server.account;

import dev.gatehouse.server.database.EpochMillis;
import dev.gatehouse.server.password.PasswordHash;
import dev.gatehouse.session.SubjectId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in. Immutable.
 *
 * @param id never changes and is never given to another
 * @param usernameKey the username as it is compared
 * @param emailKey the e-mail address as it is compared
 * @param epoch the credential epoch: sessions begun under a lower one are dead
 * @param fileEntry what the file of users last said of it, as {@link FileEntry} writes it; null if it is not from there
 */
@MappedEntity("account")
public record Account(
        @Id String id,
        String username,
        String usernameKey,
        @Nullable String email,
        @Nullable String emailKey,
        String fullName,

        @TypeDef(type = DataType.STRING, converter = RoleColumn.class)
        Role role,

        boolean active,

        @TypeDef(type = DataType.STRING, converter = PasswordHashColumn.class)
        PasswordHash passwordHash,

        long epoch,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant createdAt,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant updatedAt,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant passwordChangedAt,

        @Nullable @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant lastLoginAt,

        @Nullable String fileEntry) {

    /** A new account that was never signed in to. */
    static Account fresh(String id, AccountProfile profile, Role role, boolean active, PasswordHash hash, Instant now) {
        return new Account(
                id,
                profile.username(),
                key(profile.username()),
                profile.email(),
                keyOrNull(profile.email()),
                profile.fullName(),
                role,
                active,
                hash,
                now.toEpochMilli(),
                now,
                now,
                now,
                null,
                null);
    }

    /** A username or e-mail address as it is compared: without case. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static @Nullable String keyOrNull(@Nullable String name) {
        return name == null ? null : key(name);
    }

    /** Whom this account's sessions belong to. */
    public SubjectId subject() {
        return new SubjectId(id);
    }

    AccountProfile profile() {
        return new AccountProfile(username, email, fullName);
    }

    Account with(AccountProfile profile, Role newRole, boolean nowActive, Instant now) {
        return changed(draft -> {
            draft.profile = profile;
            draft.role = newRole;
            draft.active = nowActive;
            draft.updatedAt = now;
        });
    }

    Account withPassword(PasswordHash hash, Instant now) {
        return changed(draft -> {
            draft.passwordHash = hash;
            draft.passwordChangedAt = now;
            draft.updatedAt = now;
        });
    }

    Account withFileEntry(FileEntry entry) {
        return changed(draft -> draft.fileEntry = entry.text());
    }

    /** This account as it is once a sign-in has been noted. */
    public Account signedInAt(Instant at) {
        return changed(draft -> draft.lastLoginAt = at);
    }

    /** This account with the epoch raised, which ends every session there is. */
    Account withRaisedEpoch(Instant now) {
        return changed(draft -> draft.epoch = Math.max(epoch + 1, now.toEpochMilli()));
    }

    private Account changed(Consumer<AccountDraft> change) {
        AccountDraft draft = new AccountDraft(this);
        change.accept(draft);
        return draft.finish();
    }

    /** Whether an account without this one would leave nobody who may do everything. */
    boolean isActiveAdmin() {
        return active && role == Role.ADMIN;
    }
}
