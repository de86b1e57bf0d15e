package dev.gatehouse.server.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/** The audit log's table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuditRepository extends GenericRepository<AuditEvent, Long> {

    void save(AuditEvent event);

    Optional<AuditEvent> findById(long id);

    @Query("SELECT COALESCE(MAX(id), 0) FROM audit_event")
    long newestId();

    @Query("""
            SELECT * FROM audit_event
             WHERE id < :before
               AND (:type = '' OR type = :type)
               AND (:subjectId = '' OR subject_id = :subjectId)
               AND (:actorId = '' OR actor_id = :actorId)
               AND at >= :since AND at < :until
             ORDER BY id DESC LIMIT :limit""")
    List<AuditEvent> page(
            long before, String type, String subjectId, String actorId, long since, long until, int limit);

    /** Removes the oldest events from before {@code cutoff}, but never the newest, whose id the next one counts on. */
    @Query("""
            DELETE FROM audit_event
             WHERE id IN (SELECT id FROM audit_event WHERE at < :cutoff ORDER BY at LIMIT :limit)
               AND id < (SELECT MAX(id) FROM audit_event)""")
    int deleteOlderThan(long cutoff, int limit);
}
