package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The changes that the writer's connection makes inside a transaction, their statements kept. For one thread at a time.
 */
final class SessionWrites {

    /** Rows of a subject that one step of {@link #deleteBelow} looks at. */
    private static final int REVOCATION_STEP = 500;

    private final Connection connection;
    private final SessionRows rows;
    private final PreparedStatement epoch;
    private final PreparedStatement raiseEpoch;
    private final PreparedStatement put;
    private final PreparedStatement slide;
    private final PreparedStatement delete;
    private final PreparedStatement countBelow;
    private final PreparedStatement stepEnd;
    private final PreparedStatement deleteBelow;
    private final PreparedStatement deleteDead;

    SessionWrites(Connection connection) throws SQLException {
        this.connection = connection;
        rows = new SessionRows(connection);
        epoch = connection.prepareStatement("SELECT epoch FROM session_epoch WHERE subject = ?");
        raiseEpoch = connection.prepareStatement("""
                INSERT INTO session_epoch (subject, epoch) VALUES (?, ?)
                ON CONFLICT (subject) DO UPDATE SET epoch = max(epoch, excluded.epoch)""");
        put = connection.prepareStatement(
                "INSERT OR REPLACE INTO session (id, subject, epoch, expires_at, record) VALUES (?, ?, ?, ?, ?)");
        slide = connection.prepareStatement("UPDATE session SET expires_at = ?, record = ? WHERE id = ?");
        delete = connection.prepareStatement("DELETE FROM session WHERE id = ?");
        countBelow = connection.prepareStatement(
                "SELECT count(*) FROM session WHERE subject = ? AND epoch >= ? AND epoch < ? AND expires_at > ?");
        stepEnd = connection.prepareStatement("SELECT id FROM session WHERE subject = ? AND id > ? ORDER BY id"
                + " LIMIT 1 OFFSET " + (REVOCATION_STEP - 1));
        deleteBelow = connection.prepareStatement(
                "DELETE FROM session WHERE subject = ? AND id > ? AND id <= ? AND epoch < ?");
        deleteDead = connection.prepareStatement("""
                DELETE FROM session
                WHERE id = ? AND (expires_at <= ? OR epoch < coalesce(
                    (SELECT e.epoch FROM session_epoch e WHERE e.subject = session.subject), 0))""");
    }

    Connection connection() {
        return connection;
    }

    Optional<StoredSession> find(SessionId id) throws SQLException, DamagedRecordException {
        return rows.find(id);
    }

    /** The highest epoch remembered for {@code subject}; 0 if none is. */
    long epochOf(SubjectId subject) throws SQLException {
        epoch.setString(1, subject.value());
        try (ResultSet row = epoch.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    void raiseEpoch(SubjectId subject, long to) throws SQLException {
        raiseEpoch.setString(1, subject.value());
        raiseEpoch.setLong(2, to);
        raiseEpoch.executeUpdate();
    }

    /** Stores {@code session} in the place of whatever has its id. */
    void put(Session session) throws SQLException {
        put.setString(1, session.id().value());
        put.setString(2, session.subject().value());
        put.setLong(3, session.epoch());
        put.setLong(4, session.expiresAt().toEpochMilli());
        put.setBytes(5, SessionRecord.encode(session));
        put.executeUpdate();
    }

    /** Stores a later {@code lastSeenAt} of a session that is there. Never inserts. */
    void slide(Session session) throws SQLException {
        slide.setLong(1, session.expiresAt().toEpochMilli());
        slide.setBytes(2, SessionRecord.encode(session));
        slide.setString(3, session.id().value());
        slide.executeUpdate();
    }

    void delete(SessionId id) throws SQLException {
        delete.setString(1, id.value());
        delete.executeUpdate();
    }

    /** How many of the subject's sessions have an epoch from {@code from} to below {@code below} and live at {@code now}. */
    int countAlive(SubjectId subject, long from, long below, Instant now) throws SQLException {
        countBelow.setString(1, subject.value());
        countBelow.setLong(2, from);
        countBelow.setLong(3, below);
        countBelow.setLong(4, SessionRows.millis(now));
        try (ResultSet row = countBelow.executeQuery()) {
            return row.getInt(1);
        }
    }

    /**
     * Deletes those below {@code epoch} among the next rows of {@code subject}, in the order of their ids.
     *
     * @param after an id, or the empty text to begin with the first row
     * @return the id to go on after, or empty if the subject has no more rows
     */
    Optional<String> deleteBelow(SubjectId subject, long epoch, String after) throws SQLException {
        Optional<String> last = stepEnd(subject, after);
        deleteBelow.setString(1, subject.value());
        deleteBelow.setString(2, after);
        deleteBelow.setString(3, last.orElse(DeadRows.BEHIND_ALL_IDS));
        deleteBelow.setLong(4, epoch);
        deleteBelow.executeUpdate();
        return last;
    }

    private Optional<String> stepEnd(SubjectId subject, String after) throws SQLException {
        stepEnd.setString(1, subject.value());
        stepEnd.setString(2, after);
        try (ResultSet row = stepEnd.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** Deletes those of {@code ids} that are still dead, and returns how many that were. */
    int deleteDead(List<String> ids, Instant now) throws SQLException {
        int deleted = 0;
        for (String id : ids) {
            deleteDead.setString(1, id);
            deleteDead.setLong(2, SessionRows.millis(now));
            deleted += deleteDead.executeUpdate();
        }
        return deleted;
    }
}
