package dev.gatehouse.server.cli;

import dev.gatehouse.server.account.ChangedAccount;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether API keys end with a password, and the telling of what ended. */
final class RevokeKeys {

    @Option(names = "--revoke-keys", description = "End the user's API keys too; otherwise they keep working.")
    private boolean asked;

    boolean asked() {
        return asked;
    }

    /**
     * Tells that a password was set, and what that ended.
     *
     * @param done what was done to whose password, but for the name
     */
    void show(Run run, Passwords.Fresh fresh, String done, ChangedAccount changed) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", changed.account().id());
        fields.put("username", changed.account().username());
        fields.put("sessions_ended", changed.sessionsEnded());
        fields.put("keys_revoked", changed.keysRevoked());
        fresh.show(
                run.output(),
                "%s%s: %d sessions ended, %s."
                        .formatted(
                                done,
                                changed.account().username(),
                                changed.sessionsEnded(),
                                asked ? changed.keysRevoked() + " API keys revoked" : "API keys kept"),
                fields);
    }
}
