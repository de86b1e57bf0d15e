package dev.gatehouse.server.login;

import dev.gatehouse.server.account.UserView;
import dev.gatehouse.server.authentication.Credential;
import dev.gatehouse.server.authentication.Credentials;
import dev.gatehouse.server.authentication.SessionCookie;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Clients;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.keyfile.SingleKey;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.session.SessionService;
import dev.gatehouse.session.Client;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Signing in and out. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
class LoginController {

    private final LoginService logins;
    private final SessionService sessions;
    private final Credentials credentials;
    private final SingleKey singleKey;
    private final SessionCookie cookie;
    private final Clients clients;

    LoginController(
            LoginService logins,
            SessionService sessions,
            Credentials credentials,
            SingleKey singleKey,
            SessionCookie cookie,
            Clients clients) {
        this.logins = logins;
        this.sessions = sessions;
        this.credentials = credentials;
        this.singleKey = singleKey;
        this.cookie = cookie;
        this.clients = clients;
    }

    /** Signs in. A live session that the request carries ends with it (ASVS 7.2.4). */
    @Post("/login")
    @Access(Level.SIGN_IN)
    HttpResponse<Answer> logIn(@Body LoginRequest body, HttpRequest<?> request) {
        Client client = clients.of(request);
        SignIn signIn = RefusedException.unwrap(logins.signIn(body.name(), body.requiredPassword(), client));
        if (credentials.of(request) instanceof Credential.OfSession earlier) {
            sessions.logOut(earlier.token(), client);
        }
        MutableHttpResponse<Answer> response = HttpResponse.ok(Answer.of(signIn));
        return Boolean.TRUE.equals(body.cookie())
                ? response.cookie(cookie.carrying(signIn.token(), signIn.session()))
                : response;
    }

    /** Signs out: whatever session the token stands for, live or not, is dead afterwards. */
    @Post("/logout")
    @Access(Level.SIGN_OUT)
    HttpResponse<?> logOut(HttpRequest<?> request) {
        return switch (credentials.of(request)) {
            case Credential.None _ ->
                throw new RefusedException(Reason.CREDENTIAL_MISSING, "There is no session to end.");
            case Credential.Unusable _ ->
                throw new RefusedException(Reason.CREDENTIAL_INVALID, "This is no session token.");
            case Credential.Conflicting _ ->
                throw new RefusedException(Reason.CREDENTIALS_DIFFER, "Send one credential, not several.");
            case Credential.OfApiKey(var digest, boolean madeHere) -> {
                throw madeHere || singleKey.epochIfOpenedBy(digest).isPresent()
                        ? new RefusedException(Reason.FORBIDDEN, "An API key is not signed out: revoke it.")
                        : new RefusedException(Reason.CREDENTIAL_INVALID, "This is no session token.");
            }
            case Credential.OfSession credential -> {
                sessions.logOut(credential.token(), clients.of(request));
                MutableHttpResponse<?> response = HttpResponse.noContent();
                yield credential.fromCookie()
                        ? response.cookie(cookie.forgetting()).header("Clear-Site-Data", "\"cache\", \"storage\"")
                        : response;
            }
        };
    }

    /**
     * A request to sign in.
     *
     * @param username a username; an e-mail address is taken too
     * @param cookie whether the token is to come as a cookie as well
     */
    @Serdeable
    record LoginRequest(
            @Nullable String username,
            @Nullable String email,
            @Nullable String password,
            @Nullable Boolean cookie) {

        String name() {
            String name = username == null ? email : username;
            if (name == null) {
                throw new RefusedException(Reason.INVALID, "username or email is needed.");
            }
            return name;
        }

        String requiredPassword() {
            if (password == null) {
                throw new RefusedException(Reason.INVALID, "password is needed.");
            }
            return password;
        }

        @Override
        public String toString() {
            return "LoginRequest[redacted]";
        }
    }

    /**
     * A session just begun.
     *
     * @param accessToken the same token, by the name that other programs know
     * @param expiresIn seconds until it ends if it is not used
     */
    @Serdeable
    record Answer(
            String token, String accessToken, String tokenType, long expiresIn, Instant expiresAt, UserView user) {

        static Answer of(SignIn signIn) {
            String token = signIn.token().reveal();
            Instant expiresAt = signIn.session().expiresAt();
            return new Answer(
                    token,
                    token,
                    "Bearer",
                    Duration.between(signIn.session().createdAt(), expiresAt).toSeconds(),
                    expiresAt,
                    UserView.of(signIn.account()));
        }

        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }
}
