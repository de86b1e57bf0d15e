package dev.gatehouse.server.cli;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.ConfigurationLoader;
import dev.gatehouse.server.config.ConfigurationResult;
import dev.gatehouse.server.usersfile.UsersFile;
import dev.gatehouse.session.SessionStoreProviders;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of the program. Reads the settings and starts the features only when a command first asks for them, so that
 * what needs neither costs neither. For one thread.
 */
final class Run implements AutoCloseable {

    private final Surroundings surroundings;
    private final GlobalOptions options;
    private @Nullable Configuration configuration;
    private @Nullable ApplicationContext context;

    Run(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Output output() {
        return new Output(surroundings.out(), surroundings.err(), options.json());
    }

    /** Reads the settings, whatever is wrong with them. */
    ConfigurationResult load() {
        return loader().load(options.config(), options.database());
    }

    /** Reads the settings, and what whoever serves needs besides. */
    ConfigurationResult loadForServing() {
        return loader().checkingUsersFile(UsersFile::problem).load(options.config(), options.database());
    }

    private ConfigurationLoader loader() {
        return new ConfigurationLoader(
                surroundings.environment(), surroundings.workingDirectory(), SessionStoreProviders.discover());
    }

    /** The settings; fails if they are wrong. */
    Configuration configuration() {
        Configuration known = configuration;
        if (known != null) {
            return known;
        }
        Configuration loaded = valid(load()).configuration();
        configuration = loaded;
        return loaded;
    }

    /** The settings that were read; fails if they are wrong. */
    ConfigurationResult.Valid valid(ConfigurationResult result) {
        return switch (result) {
            case ConfigurationResult.Valid valid -> {
                configuration = valid.configuration();
                yield valid;
            }
            case ConfigurationResult.Invalid invalid -> throw CommandFailure.configuration(invalid.problems());
        };
    }

    /** The settings, if they were read. */
    Optional<Configuration> knownConfiguration() {
        return Optional.ofNullable(configuration);
    }

    /** One of the features' services, over the database that the settings name. */
    <T> T service(Class<T> type) {
        ApplicationContext started = context;
        if (started == null) {
            started = Application.forCommand(configuration(), surroundings.clock());
            context = started;
        }
        return started.getBean(type);
    }

    /** Who runs the command, for the audit log. */
    Actor actor() {
        return Actor.commandLine(surroundings.systemUser());
    }

    /** The account that somebody means by its id, username or e-mail address; refused if there is none. */
    Account account(String name) {
        return service(Accounts.class)
                .named(name)
                .orElseThrow(() -> CommandFailure.notFound("There is no such user: " + Cells.text(name)));
    }

    /** The fields of a view, as the API names and writes them; can be added to. */
    Map<String, @Nullable Object> fields(Object view) {
        try {
            JsonMapper json = service(JsonMapper.class);
            return json.readValue(json.writeValueAsBytes(view), Argument.mapOf(String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (context != null) {
            context.close();
        }
    }
}
