package dev.gatehouse.server.apikey;

import dev.gatehouse.server.database.EpochMillis;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of API keys. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ApiKeyRepository extends GenericRepository<ApiKey, String> {

    void save(ApiKey key);

    void update(ApiKey key);

    int deleteById(String id);

    Optional<ApiKey> findById(String id);

    Optional<ApiKey> findByNumber(long number);

    @Query("SELECT * FROM api_key WHERE digest = :digest")
    Optional<ApiKey> findByDigest(@TypeDef(type = DataType.STRING, converter = DigestColumn.class) ApiKeyDigest digest);

    @Query("SELECT * FROM api_key WHERE previous_digest = :digest")
    Optional<ApiKey> findByPreviousDigest(
            @TypeDef(type = DataType.STRING, converter = DigestColumn.class) ApiKeyDigest digest);

    @Query("SELECT * FROM api_key WHERE owner_id = :ownerId")
    List<ApiKey> findAllOf(String ownerId);

    @Query("SELECT COUNT(*) FROM api_key WHERE owner_id = :ownerId")
    long countOf(String ownerId);

    @Query("SELECT * FROM api_key WHERE number > :after ORDER BY number LIMIT :limit")
    List<ApiKey> pageAfter(long after, int limit);

    @Query("SELECT * FROM api_key WHERE owner_id = :ownerId AND number > :after ORDER BY number LIMIT :limit")
    List<ApiKey> pageOfAfter(String ownerId, long after, int limit);

    @Query("UPDATE api_key_number SET last_given = last_given + 1")
    int giveNumber();

    @Query("SELECT last_given FROM api_key_number")
    long lastNumber();

    @Query("""
            UPDATE api_key SET last_used_at = :at
             WHERE id = :id AND (last_used_at IS NULL OR last_used_at <= :unlessAfter)""")
    int noteUse(
            String id,
            @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant at,
            @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant unlessAfter);

    @Query("DELETE FROM api_key WHERE id IN (SELECT id FROM api_key WHERE expires_at < :before LIMIT :limit)")
    int deleteExpired(long before, int limit);
}
