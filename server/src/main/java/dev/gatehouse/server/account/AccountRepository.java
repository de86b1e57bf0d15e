package dev.gatehouse.server.account;

import dev.gatehouse.server.database.EpochMillis;
import dev.gatehouse.server.password.PasswordHash;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The accounts' table. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRepository extends GenericRepository<Account, String> {

    void save(Account account);

    void update(Account account);

    int deleteById(String id);

    Optional<Account> findById(String id);

    Optional<Account> findByUsernameKey(String usernameKey);

    Optional<Account> findByEmailKey(String emailKey);

    @Query("SELECT * FROM account WHERE file_entry IS NOT NULL ORDER BY id")
    List<Account> ofFile();

    @Query("SELECT EXISTS (SELECT 1 FROM account)")
    boolean existsAny();

    @Query("SELECT EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM activation)")
    boolean hasEverExisted();

    @Query("INSERT INTO activation (activated_at) SELECT :at WHERE NOT EXISTS (SELECT 1 FROM activation)")
    int noteExistence(long at);

    @Query("SELECT COUNT(*) FROM account WHERE role = 'admin' AND active")
    long countActiveAdmins();

    @Query("SELECT * FROM account WHERE id > :after ORDER BY id LIMIT :limit")
    List<Account> pageAfter(String after, int limit);

    @Query("UPDATE account SET last_login_at = :at WHERE id = :id")
    int updateLastLogin(String id, @TypeDef(type = DataType.LONG, converter = EpochMillis.class) Instant at);

    /** Replaces a hash by another of the same password, unless the password was changed meanwhile. */
    @Query("UPDATE account SET password_hash = :renewed WHERE id = :id AND password_hash = :old")
    int renewHash(
            String id,
            @TypeDef(type = DataType.STRING, converter = PasswordHashColumn.class) PasswordHash old,
            @TypeDef(type = DataType.STRING, converter = PasswordHashColumn.class) PasswordHash renewed);
}
