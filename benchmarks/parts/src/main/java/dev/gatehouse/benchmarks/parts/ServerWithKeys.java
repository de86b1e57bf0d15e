package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.server.Server;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.apikey.ApiKeyAuthenticator;
import dev.gatehouse.server.apikey.ApiKeyDigest;
import dev.gatehouse.server.apikey.ApiKeyHolder;
import dev.gatehouse.server.apikey.ApiKeyImporter;
import dev.gatehouse.server.apikey.ImportedApiKey;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.session.SessionStoreProviders;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A running server with ten thousand API keys in its SQLite file, a thousand of them of one user. Those are asked for,
 * since they are judged by their owner as well. Asked by one thread.
 */
@State(Scope.Benchmark)
public class ServerWithKeys {

    private static final int SIZE = 10_000;
    private static final int OWNED = 1_000;
    private static final String OWNER = "admin";

    /** Where sessions are: {@code sqlite} is in the same file, so that every key is read every time. */
    @Param({"sqlite", "valkey"})
    public String sessionStore;

    private final Surroundings surroundings = new Surroundings();
    private ApiKeyAuthenticator authenticator;
    private Circle<ApiKeyDigest> digests;

    /** Starts the server and takes the keys in. */
    @Setup(Level.Trial)
    public void start() {
        Server server = Server.start(configuration(surroundings.directory()), InstantSource.system());
        surroundings.onClose(server::close);
        ApiKeyImporter importer = server.context().getBean(ApiKeyImporter.class);
        List<ApiKeyDigest> owned = new ArrayList<>(OWNED);
        for (int i = 0; i < SIZE; i++) {
            ApiKeyDigest digest = ApiKeyDigest.of("key " + i);
            boolean isOwned = i % (SIZE / OWNED) == 0;
            if (isOwned) {
                owned.add(digest);
            }
            take(importer, digest, isOwned ? Optional.of(OWNER) : Optional.empty());
        }
        digests = new Circle<>(owned);
        authenticator = server.context().getBean(ApiKeyAuthenticator.class);
    }

    private static void take(ApiKeyImporter importer, ApiKeyDigest digest, Optional<String> owner) {
        ImportedApiKey key =
                new ImportedApiKey("benchmark", digest, owner, Optional.empty(), List.of(), Optional.empty());
        switch (importer.take(key, Actor.SYSTEM)) {
            case Outcome.Done<Role> _ -> {}
            case Outcome.Refused<Role> refused -> throw new IllegalStateException("Refused: " + refused);
        }
    }

    private Configuration configuration(Path directory) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT", "0",
                "DATA_DIR", directory.toString(),
                "SESSION_STORE_TYPE", sessionStore,
                "AUDIT_ENABLED", "false",
                "BCRYPT_COST", "10",
                "INITIAL_ADMIN_USERNAME", OWNER,
                "INITIAL_ADMIN_PASSWORD", "of nobody but benchmarks"));
        if (sessionStore.equals("valkey")) {
            environment.put("VALKEY_URL", surroundings.valkeyUrl());
        }
        return switch (new ConfigurationLoader(environment, directory, SessionStoreProviders.discover())
                .load(Optional.empty(), Optional.empty())) {
            case ConfigurationResult.Valid valid -> valid.configuration();
            case ConfigurationResult.Invalid invalid -> throw new IllegalStateException(invalid.toString());
        };
    }

    /** Stops the server and removes its files. */
    @TearDown(Level.Trial)
    public void stop() {
        surroundings.close();
    }

    CompletionStage<Optional<ApiKeyHolder>> authenticate() {
        return authenticator.authenticate(digests.next());
    }
}
