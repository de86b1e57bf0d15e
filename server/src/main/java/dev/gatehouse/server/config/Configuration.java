package dev.gatehouse.server.config;

import dev.gatehouse.session.SessionStoreSettings;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every setting, checked and frozen. {@link ConfigurationLoader} makes it; nothing else reads the environment.
 *
 * @param host the address to listen on ({@code HOST})
 * @param port the port to listen on ({@code PORT}); 0 lets the system choose
 * @param dataDirectory where files live ({@code DATA_DIR}); absolute
 * @param database the accounts database ({@code DATABASE_URL})
 * @param sessions how sessions are kept and how long they live
 * @param storeSettings the effective settings by name, as session stores see them; holds secrets
 * @param initialAdmin the first administrator to make when there is no user yet
 * @param usersFile a YAML file of users that the accounts follow ({@code AUTH_USERS_FILE}); absolute
 * @param passwords the rules for passwords and their hashes
 * @param signIn how people may come in
 * @param loginRateLimit how many failed sign-ins are allowed
 * @param audit what is recorded, and for how long
 * @param baseUrl the public origin ({@code AUTH_BASE_URL})
 * @param apiKeyFile the file with the one key of single-key mode ({@code API_KEY_FILE}); absolute
 * @param trustedProxies whose {@code X-Forwarded-*} headers count ({@code TRUSTED_PROXIES})
 */
public record Configuration(
        String host,
        int port,
        Path dataDirectory,
        DatabaseSettings database,
        SessionSettings sessions,
        SessionStoreSettings storeSettings,
        Optional<InitialAdmin> initialAdmin,
        Optional<Path> usersFile,
        PasswordSettings passwords,
        SignInSettings signIn,
        LoginRateLimit loginRateLimit,
        AuditSettings audit,
        URI baseUrl,
        Optional<Path> apiKeyFile,
        List<IpSubnetFilterRule> trustedProxies) {

    /** Copies the list. */
    public Configuration {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
