package dev.gatehouse.server.apikey;

import dev.gatehouse.server.database.Database;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists API keys and looks them up by name. Changes are {@link ApiKeyService}'s. Thread-safe. */
@Singleton
public final class ApiKeys {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final ApiKeyRepository repository;
    private final ApiKeyUses uses;
    private final Database database;

    ApiKeys(ApiKeyRepository repository, ApiKeyUses uses, Database database) {
        this.repository = repository;
        this.uses = uses;
        this.database = database;
    }

    /** The key that somebody means by its id or its number. */
    public Optional<ApiKey> named(String name) {
        uses.write();
        return Database.canHold(name) ? database.read(() -> current(name)) : Optional.empty();
    }

    /** As {@link #named}; to be called inside a transaction of {@link Database}. */
    Optional<ApiKey> current(String name) {
        return NUMBER.matcher(name).matches()
                ? repository.findByNumber(Long.parseLong(name))
                : repository.findById(name);
    }

    /**
     * Keys, oldest first.
     *
     * @param after only those with a greater number; 0 for the first
     * @param limit the most to return; at least 1
     */
    public List<ApiKey> list(long after, int limit) {
        uses.write();
        return database.read(() -> repository.pageAfter(after, limit));
    }

    /** An account's keys, as {@link #list}. */
    public List<ApiKey> listOf(String ownerId, long after, int limit) {
        uses.write();
        return Database.canHold(ownerId)
                ? database.read(() -> repository.pageOfAfter(ownerId, after, limit))
                : List.of();
    }
}
