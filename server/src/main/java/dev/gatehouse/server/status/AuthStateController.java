package dev.gatehouse.server.status;

import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.authentication.Refuser;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.SignInSettings;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.Enforcement;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What a sign-in page has to know before anybody has signed in. */
@Controller("/api/auth")
class AuthStateController {

    private final SignInSettings settings;
    private final Activation activation;
    private final Accounts accounts;

    AuthStateController(Configuration configuration, Activation activation, Accounts accounts) {
        this.settings = configuration.signIn();
        this.activation = activation;
        this.accounts = accounts;
    }

    /** Tells whether credentials are asked for, and whether there is anybody yet who could have one. */
    @Get("/state")
    @Access(Level.OPEN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    State state() {
        return switch (activation.enforcement()) {
            case CREDENTIALS ->
                new State(true, !accounts.exist(), settings.mode().label());
            case READ_ONLY, NOTHING -> new State(false, false, settings.mode().label());
            case UNKNOWN -> throw Refuser.unknown();
        };
    }

    /** Tells how people may come in. Asks nothing. */
    @Get("/config")
    @Access(Level.OPEN)
    Config config() {
        boolean signIn = activation.enforcement() == Enforcement.CREDENTIALS;
        return new Config(
                settings.mode().label(), signIn && settings.byPassword(), List.of(), signIn && settings.bySigningUp());
    }

    /**
     * How things stand.
     *
     * @param authEnabled whether credentials are asked for
     * @param setupRequired whether the first user is still to be made
     */
    @Serdeable
    record State(boolean authEnabled, boolean setupRequired, String mode) {}

    /**
     * How people may come in.
     *
     * @param oauthProviders the names of other services that sign in; none so far
     */
    @Serdeable
    record Config(String mode, boolean passwordAuthEnabled, List<String> oauthProviders, boolean signupEnabled) {}
}
