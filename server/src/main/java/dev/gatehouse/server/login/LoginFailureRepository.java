package dev.gatehouse.server.login;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/** The table of failed sign-ins. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LoginFailureRepository extends GenericRepository<LoginFailures, String> {

    @Query("SELECT pair, failures, counted_until FROM login_failures WHERE pair = :pair AND counted_until > :now")
    Optional<LoginFailures> find(String pair, long now);

    /** One more, or the first if those before it are forgotten. */
    @Query("""
            INSERT INTO login_failures AS known (pair, failures, counted_until) VALUES (:pair, 1, :until)
                ON CONFLICT (pair) DO UPDATE SET
                   failures = CASE WHEN known.counted_until > :now THEN known.failures + 1 ELSE 1 END,
                   counted_until = CASE WHEN known.counted_until > :now
                                        THEN known.counted_until ELSE excluded.counted_until END""")
    int count(String pair, long until, long now);

    @Query("""
            DELETE FROM login_failures
             WHERE pair IN (SELECT pair FROM login_failures WHERE counted_until <= :now LIMIT :limit)""")
    int deleteForgotten(long now, int limit);
}
