package dev.gatehouse.server.lease;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/** The table with the lease. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LeaseRepository extends GenericRepository<Lease, String> {

    /** Takes or prolongs the lease; 0 if another holds it. */
    @Query("""
            UPDATE lease SET holder = :holder, expires_at = :expiresAt
             WHERE name = :name AND (holder = :holder OR expires_at <= :now)""")
    int take(String name, String holder, long expiresAt, long now);

    @Query("UPDATE lease SET expires_at = 0 WHERE name = :name AND holder = :holder")
    int release(String name, String holder);
}
