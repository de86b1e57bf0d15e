package dev.gatehouse.server.account;

import dev.gatehouse.server.database.EpochMillis;
import dev.gatehouse.server.database.PointQuery;
import dev.gatehouse.server.password.PasswordHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Accounts as every request reads them: by their id, without a detour over the repository. */
final class AccountRow {

    /** The account with an id. */
    static final PointQuery<Account> BY_ID = new PointQuery<>("""
            SELECT id, username, username_key, email, email_key, full_name, role, active, password_hash, epoch,
                   created_at, updated_at, password_changed_at, last_login_at, file_entry
              FROM account WHERE id = ?""", AccountRow::read);

    private AccountRow() {}

    private static Account read(ResultSet row) throws SQLException {
        return new Account(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Role.ofLabel(row.getString(7)).orElseThrow(),
                row.getBoolean(8),
                new PasswordHash(row.getString(9)),
                row.getLong(10),
                Instant.ofEpochMilli(row.getLong(11)),
                Instant.ofEpochMilli(row.getLong(12)),
                Instant.ofEpochMilli(row.getLong(13)),
                EpochMillis.read(row, 14),
                row.getString(15));
    }
}
