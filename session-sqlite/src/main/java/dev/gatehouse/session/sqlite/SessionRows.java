package dev.gatehouse.session.sqlite;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The questions that one connection asks, their statements kept: preparing one costs more than running it. For one
 * thread at a time.
 */
final class SessionRows implements AutoCloseable {

    private static final Comparator<Session> NEWEST_FIRST =
            Comparator.comparing(Session::createdAt).reversed().thenComparing(Session::id);

    /** Rows that the sweeper looks at in one step. */
    private static final int SWEEP_STEP = 1_000;

    private static final Instant EARLIEST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LATEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final PreparedStatement find;
    private final PreparedStatement list;
    private final PreparedStatement stepEnd;
    private final PreparedStatement dead;
    private final PreparedStatement version;

    // The driver reads the names of all columns again for every answer, so there are few, and none has a long name.
    SessionRows(Connection connection) throws SQLException {
        find = connection.prepareStatement("""
                SELECT s.subject, s.epoch, s.expires_at, s.record, coalesce(e.epoch, 0) AS r
                FROM session s LEFT JOIN session_epoch e ON e.subject = s.subject
                WHERE s.id = ?""");
        list = connection.prepareStatement("""
                SELECT s.subject, s.epoch, s.expires_at, s.record, coalesce(e.epoch, 0) AS r, s.id
                FROM session s LEFT JOIN session_epoch e ON e.subject = s.subject
                WHERE s.subject = ?""");
        stepEnd = connection.prepareStatement(
                "SELECT id FROM session WHERE id > ? ORDER BY id LIMIT 1 OFFSET " + (SWEEP_STEP - 1));
        dead = connection.prepareStatement("""
                SELECT s.id
                FROM session s LEFT JOIN session_epoch e ON e.subject = s.subject
                WHERE s.id > ? AND s.id <= ? AND (s.expires_at <= ? OR s.epoch < coalesce(e.epoch, 0))
                ORDER BY s.id LIMIT ?""");
        version = connection.prepareStatement("SELECT max(version) FROM session_schema");
    }

    /** Milliseconds since 1970, cut to what a column holds. */
    static long millis(Instant instant) {
        if (instant.isBefore(EARLIEST)) {
            return Long.MIN_VALUE;
        }
        return instant.isAfter(LATEST) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    /** What is stored under {@code id}, dead or alive. */
    Optional<StoredSession> find(SessionId id) throws SQLException, DamagedRecordException {
        find.setString(1, id.value());
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(stored(id.value(), row)) : Optional.empty();
        }
    }

    /** The subject's sessions alive at {@code now}, newest first, at most {@code limit}. */
    List<Session> list(SubjectId subject, Instant now, int limit) throws SQLException, DamagedRecordException {
        PriorityQueue<Session> newest = new PriorityQueue<>(NEWEST_FIRST.reversed());
        list.setString(1, subject.value());
        try (ResultSet row = list.executeQuery()) {
            while (row.next()) {
                StoredSession stored = stored(row.getString(6), row);
                if (stored.isAliveAt(now)) {
                    newest.add(stored.session());
                    if (newest.size() > limit) {
                        newest.remove();
                    }
                }
            }
        }
        return newest.stream().sorted(NEWEST_FIRST).toList();
    }

    /**
     * The dead among the rows that follow {@code after} in the order of their ids.
     *
     * @param after an id, or the empty text to begin with the first row
     * @param limit the most to name
     */
    DeadRows dead(String after, Instant now, int limit) throws SQLException {
        Optional<String> last = stepEnd(after);
        List<String> ids = new ArrayList<>();
        dead.setString(1, after);
        dead.setString(2, last.orElse(DeadRows.BEHIND_ALL_IDS));
        dead.setLong(3, millis(now));
        dead.setInt(4, limit);
        try (ResultSet row = dead.executeQuery()) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids.size() == limit ? new DeadRows(ids, Optional.of(ids.getLast())) : new DeadRows(ids, last);
    }

    private Optional<String> stepEnd(String after) throws SQLException {
        stepEnd.setString(1, after);
        try (ResultSet row = stepEnd.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** The version of the tables. */
    int version() throws SQLException {
        try (ResultSet row = version.executeQuery()) {
            return row.getInt(1);
        }
    }

    /** @param id the row's id, or the one that it was found by: the record's checksum covers it either way */
    private static StoredSession stored(String id, ResultSet row) throws SQLException, DamagedRecordException {
        Session session = SessionRecord.decode(id, row.getString(1), row.getLong(2), row.getLong(3), row.getBytes(4));
        return new StoredSession(session, row.getLong(5));
    }

    @Override
    public void close() throws SQLException {
        find.close();
        list.close();
        stepEnd.close();
        dead.close();
        version.close();
    }
}
