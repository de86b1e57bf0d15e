package dev.gatehouse.server.account;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.config.SignInSettings;
import jakarta.inject.Singleton;

/** Sees to it, at a start, that there is whoever the settings say shall administer the service. */
@Singleton
public final class ConfiguredAdmins {

    private final SignInSettings settings;
    private final FirstAdmin firstAdmin;
    private final OnlyAdmin onlyAdmin;

    ConfiguredAdmins(Configuration configuration, FirstAdmin firstAdmin, OnlyAdmin onlyAdmin) {
        this.settings = configuration.signIn();
        this.firstAdmin = firstAdmin;
        this.onlyAdmin = onlyAdmin;
    }

    /** Makes or changes accounts as the mode wants it. */
    public void ensure() {
        switch (settings.mode()) {
            case FULL, AUTO -> firstAdmin.ensure();
            case ADMIN -> onlyAdmin.ensure(settings.admin().orElseThrow());
            case NONE, READ_ONLY -> {
                // Nobody signs in.
            }
        }
    }
}
