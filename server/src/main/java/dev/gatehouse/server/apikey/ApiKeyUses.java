package dev.gatehouse.server.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.server.database.DatabaseUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when API keys were used: at most once a minute for each, and many with one write, so that a key that is used a
 * thousand times a second costs no more than one that is used now and then. What cannot be written is forgotten: a use
 * that is not noted harms nobody. Thread-safe.
 */
@Singleton
public final class ApiKeyUses {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUses.class);
    private static final Duration PRECISION = Duration.ofMinutes(1);
    private static final int MOST_KNOWN = 200_000;
    private static final int MOST_AT_ONCE = 500;

    private final ApiKeyRepository repository;
    private final Database database;
    private final Cache<String, Instant> noted = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .executor(Runnable::run)
            .build();
    private final Map<String, Instant> unwritten = new ConcurrentHashMap<>();

    ApiKeyUses(ApiKeyRepository repository, Database database) {
        this.repository = repository;
        this.database = database;
    }

    /** Notes a use. Does not block. */
    void note(ApiKey key, Instant now) {
        if (isRecent(key.lastUsedAt(), now) || isRecent(noted.getIfPresent(key.id()), now)) {
            return;
        }
        noted.put(key.id(), now);
        if (unwritten.size() < MOST_KNOWN) {
            unwritten.put(key.id(), now);
        }
    }

    private static boolean isRecent(@Nullable Instant use, Instant now) {
        return use != null && now.isBefore(use.plus(PRECISION));
    }

    /** Writes what was noted. */
    public void write() {
        while (!unwritten.isEmpty()) {
            List<Map.Entry<String, Instant>> some = takeSome();
            try {
                database.write(() -> some.stream()
                        .mapToInt(use -> repository.noteUse(
                                use.getKey(), use.getValue(), use.getValue().minus(PRECISION)))
                        .sum());
            } catch (DatabaseUnavailableException e) {
                LOG.debug("Could not note when API keys were used: {}", e.getMessage());
                return;
            }
        }
    }

    private List<Map.Entry<String, Instant>> takeSome() {
        Stream.Builder<Map.Entry<String, Instant>> some = Stream.builder();
        Iterator<Map.Entry<String, Instant>> uses = unwritten.entrySet().iterator();
        for (int taken = 0; taken < MOST_AT_ONCE && uses.hasNext(); taken++) {
            Map.Entry<String, Instant> use = uses.next();
            some.add(Map.entry(use.getKey(), use.getValue()));
            uses.remove();
        }
        return some.build().toList();
    }
}
