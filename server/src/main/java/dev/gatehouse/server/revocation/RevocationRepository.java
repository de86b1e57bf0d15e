package dev.gatehouse.server.revocation;

import dev.gatehouse.server.database.EpochMillis;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/** The revocation log's tables. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RevocationRepository extends GenericRepository<LoggedRevocation, Long> {

    /** Returns 0 if the session is in the log already. */
    @Query("""
            INSERT INTO revocation (session_id, subject_id, epoch, committed_at, matters_until)
            VALUES (:sessionId, :subjectId, :epoch, :committedAt, :mattersUntil)
                ON CONFLICT DO NOTHING""")
    int append(
            String sessionId,
            String subjectId,
            long epoch,
            @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant committedAt,
            @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant mattersUntil);

    /** An entry that the store need not be told of. */
    @Query("""
            INSERT INTO revocation (session_id, subject_id, epoch, committed_at, told_at, matters_until)
            VALUES ('', :subjectId, :epoch, :committedAt, :committedAt, :mattersUntil)""")
    int appendForReplicas(
            String subjectId,
            long epoch,
            @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant committedAt,
            @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant mattersUntil);

    @Query("""
            SELECT seq, session_id, subject_id, epoch, committed_at, matters_until FROM revocation
             WHERE seq > :seq AND matters_until > :now ORDER BY seq LIMIT :limit""")
    List<LoggedRevocation> after(long seq, long now, int limit);

    @Query("""
            SELECT seq, session_id, subject_id, epoch, committed_at, matters_until FROM revocation
             WHERE told_at IS NULL ORDER BY seq LIMIT :limit""")
    List<LoggedRevocation> untold(int limit);

    @Query("UPDATE revocation SET told_at = :at WHERE seq BETWEEN :first AND :last AND told_at IS NULL")
    int markTold(long first, long last, long at);

    /** Never what the store was not told of. */
    @Query("""
            DELETE FROM revocation
             WHERE seq IN (SELECT seq FROM revocation
                            WHERE matters_until <= :now AND told_at IS NOT NULL LIMIT :limit)""")
    int deleteExpired(long now, int limit);

    @Query("SELECT longest_idle FROM session_limit")
    long longestIdle();

    @Query("UPDATE session_limit SET longest_idle = :idle WHERE longest_idle < :idle")
    int raiseLongestIdle(long idle);
}
