package dev.gatehouse.server.login;

import dev.gatehouse.server.account.NewAccount;
import dev.gatehouse.server.account.Role;
import dev.gatehouse.server.account.UserView;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Clients;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Making an account for oneself. */
@Controller("/api/auth/signup")
@ExecuteOn(TaskExecutors.BLOCKING)
class SignUpController {

    private final SignUp signUp;
    private final Clients clients;

    SignUpController(SignUp signUp, Clients clients) {
        this.signUp = signUp;
        this.clients = clients;
    }

    /** Makes an account for whoever asks, as a viewer, where that is allowed. It does not sign in. */
    @Post
    @Access(Level.SIGN_IN)
    @Status(HttpStatus.CREATED)
    UserView signUp(@Body SignUpRequest body, HttpRequest<?> request) {
        if (!signUp.isEnabled()) {
            throw new RefusedException(Reason.SIGN_UP_DISABLED, "Ask an administrator for an account.");
        }
        return UserView.of(RefusedException.unwrap(signUp.signUp(body.toNewAccount(), clients.of(request))));
    }

    /** A request to make an account. */
    @Serdeable
    record SignUpRequest(
            @Nullable String username,
            @Nullable String email,
            @Nullable String fullName,
            @Nullable String password) {

        NewAccount toNewAccount() {
            return RefusedException.unwrap(
                    NewAccount.requested(username, email, fullName, Optional.of(Role.VIEWER), true, password));
        }

        @Override
        public String toString() {
            return "SignUpRequest[" + username + "]";
        }
    }
}
