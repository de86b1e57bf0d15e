package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.database.EpochMillis;
import dev.gatehouse.server.database.PointQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** API keys as every request reads them: by a digest, without a detour over the repository. */
final class ApiKeyRow {

    /** The key with this digest. */
    static final PointQuery<ApiKey> BY_DIGEST = by("digest");

    /** The key that had this digest before its last rotation. */
    static final PointQuery<ApiKey> BY_PREVIOUS_DIGEST = by("previous_digest");

    private ApiKeyRow() {}

    private static PointQuery<ApiKey> by(String column) {
        return new PointQuery<>("""
                SELECT id, number, name, owner_id, role, scopes, digest, previous_digest, previous_until, epoch,
                       created_at, expires_at, last_used_at
                  FROM api_key WHERE %s = ?""".formatted(column), ApiKeyRow::read);
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        String previousDigest = row.getString(8);
        return new ApiKey(
                row.getString(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                Role.ofLabel(row.getString(5)).orElseThrow(),
                Scopes.ofText(row.getString(6)),
                new ApiKeyDigest(row.getString(7)),
                previousDigest == null ? null : new ApiKeyDigest(previousDigest),
                EpochMillis.read(row, 9),
                row.getLong(10),
                Instant.ofEpochMilli(row.getLong(11)),
                EpochMillis.read(row, 12),
                EpochMillis.read(row, 13));
    }
}
