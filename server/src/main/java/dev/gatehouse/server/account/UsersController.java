package dev.gatehouse.server.account;

import dev.gatehouse.server.account.UserRequests.Change;
import dev.gatehouse.server.account.UserRequests.Creation;
import dev.gatehouse.server.account.UserRequests.GeneratedPassword;
import dev.gatehouse.server.account.UserRequests.NewPassword;
import dev.gatehouse.server.account.UserRequests.PasswordReset;
import dev.gatehouse.server.account.UserRequests.Revocation;
import dev.gatehouse.server.account.UserRequests.Revoked;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import dev.gatehouse.server.password.PasswordGenerator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Administration of users. */
@Controller("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
class UsersController {

    private final Accounts accounts;
    private final AccountService service;
    private final PasswordService passwords;
    private final PasswordGenerator generator;

    UsersController(Accounts accounts, AccountService service, PasswordService passwords, PasswordGenerator generator) {
        this.accounts = accounts;
        this.service = service;
        this.passwords = passwords;
        this.generator = generator;
    }

    /** Lists users, oldest first. */
    @Get
    @Access(Level.VIEWER)
    Page<UserView> list(@Nullable @QueryValue Integer limit, @Nullable @QueryValue String after) {
        int most = Page.limit(limit);
        return Page.of(accounts.list(after == null ? "" : after, most + 1), most, Account::id, UserView::of);
    }

    /** Makes a user. */
    @Post
    @Access(Level.ADMIN)
    HttpResponse<UserView> create(@Body Creation body, HttpRequest<?> request) {
        Account account = RefusedException.unwrap(
                service.create(body.toNewAccount(), Principal.of(request).actor()));
        return HttpResponse.created(UserView.of(account), URI.create("/api/users/" + account.id()));
    }

    /** Shows a user. */
    @Get("/{id}")
    @Access(Level.VIEWER)
    UserView show(String id) {
        return UserView.of(
                accounts.find(id).orElseThrow(() -> new RefusedException(Reason.NOT_FOUND, "There is no such user.")));
    }

    /**
     * Changes a user; fields that are absent stay as they are. A change of role or state ends their sessions, and
     * deactivation their API keys for good.
     */
    @Patch("/{id}")
    @Access(Level.ADMIN)
    UserView change(String id, @Body Change body, HttpRequest<?> request) {
        return UserView.of(RefusedException.unwrap(service.update(
                        id, body.toChange(), Principal.of(request).actor()))
                .account());
    }

    /** As PATCH. */
    @Put("/{id}")
    @Access(Level.ADMIN)
    UserView replace(String id, @Body Change body, HttpRequest<?> request) {
        return change(id, body, request);
    }

    /** Deletes a user and ends their sessions and API keys. */
    @Delete("/{id}")
    @Access(Level.ADMIN)
    @Status(HttpStatus.NO_CONTENT)
    void delete(String id, HttpRequest<?> request) {
        RefusedException.unwrap(service.delete(id, false, Principal.of(request).actor()));
    }

    /** Sets a user's password and ends their sessions; API keys end if that is asked for. */
    @Post("/{id}/password")
    @Access(Level.ADMIN)
    HttpResponse<?> setPassword(String id, @Body NewPassword body, HttpRequest<?> request) {
        return RevokedHeader.noContent(RefusedException.unwrap(passwords.reset(
                id, body.required(), body.endsKeys(), Principal.of(request).actor())));
    }

    /** Ends what is named of a user's, and tells how much there was. */
    @Post("/{id}/revoke")
    @Access(Level.OPERATOR)
    Revoked revoke(String id, @Body Revocation body, HttpRequest<?> request) {
        body.requireSomething();
        return Revoked.of(RefusedException.unwrap(service.revoke(
                id, body.endsSessions(), body.endsKeys(), Principal.of(request).actor())));
    }

    /** Makes a new password for a user, shows it once, and ends their sessions; API keys end if that is asked for. */
    @Post("/{id}/reset-password")
    @Access(Level.ADMIN)
    GeneratedPassword resetPassword(String id, @Nullable @Body PasswordReset body, HttpRequest<?> request) {
        String password = generator.generate();
        return GeneratedPassword.of(
                password,
                RefusedException.unwrap(passwords.reset(
                        id,
                        password,
                        body != null && body.endsKeys(),
                        Principal.of(request).actor())));
    }
}
