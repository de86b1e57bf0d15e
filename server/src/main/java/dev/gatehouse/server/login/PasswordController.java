package dev.gatehouse.server.login;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
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

    /** Changes one's password, proving the old one. Every session ends, this one too (ASVS 7.4.3). */
    @Post
    @Access(Level.VIEWER)
    @Status(HttpStatus.NO_CONTENT)
    void change(@Body PasswordRequest body, HttpRequest<?> request) {
        if (body.currentPassword() == null || body.newPassword() == null) {
            throw new RefusedException(Reason.INVALID, "current_password and new_password are needed.");
        }
        Principal principal = Principal.of(request);
        RefusedException.unwrap(
                change.change(principal.account(), body.currentPassword(), body.newPassword(), principal.actor()));
    }

    /** A request to change one's password. */
    @Serdeable
    record PasswordRequest(
            @Nullable String currentPassword, @Nullable String newPassword) {

        @Override
        public String toString() {
            return "PasswordRequest[redacted]";
        }
    }
}
