package dev.gatehouse.server.login;

import dev.gatehouse.server.account.RevokedHeader;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Changing one's own password. */
@Controller("/api/auth/password")
@ExecuteOn(TaskExecutors.BLOCKING)
class PasswordController {

    private final PasswordChange change;

    PasswordController(PasswordChange change) {
        this.change = change;
    }

    /**
     * Changes one's password, proving the old one. Every session ends, this one too (ASVS 7.4.3); API keys do if that is
     * asked for.
     */
    @Post
    @Access(Level.VIEWER)
    HttpResponse<?> change(@Body PasswordRequest body, HttpRequest<?> request) {
        Principal.SignedIn principal = Principal.of(request).requireSession();
        if (body.currentPassword() == null || body.newPassword() == null) {
            throw new RefusedException(Reason.INVALID, "current_password and new_password are needed.");
        }
        return RevokedHeader.noContent(RefusedException.unwrap(change.change(
                principal.account(),
                body.currentPassword(),
                body.newPassword(),
                Boolean.TRUE.equals(body.revokeKeys()),
                principal.actor())));
    }

    /**
     * A request to change one's password.
     *
     * @param revokeKeys whether one's API keys are to end with it
     */
    @Serdeable
    record PasswordRequest(
            @Nullable String currentPassword,
            @Nullable String newPassword,
            @Nullable Boolean revokeKeys) {

        @Override
        public String toString() {
            return "PasswordRequest[redacted]";
        }
    }
}
