package dev.gatehouse.server.apikey;

import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.apikey.ApiKeyRequests.Creation;
import dev.gatehouse.server.apikey.ApiKeyRequests.RotationRequest;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.Principal;
import dev.gatehouse.server.http.RefusedException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own API keys. */
@Controller("/api/auth/api-keys")
@ExecuteOn(TaskExecutors.BLOCKING)
class OwnApiKeysController {

    private final ApiKeys keys;
    private final ApiKeyService service;

    OwnApiKeysController(ApiKeys keys, ApiKeyService service) {
        this.keys = keys;
        this.service = service;
    }

    /** Lists one's keys, oldest first. */
    @Get
    @Access(Level.VIEWER)
    Page<ApiKeyView> list(
            @Nullable @QueryValue Integer limit, @Nullable @QueryValue String after, HttpRequest<?> request) {
        int most = Page.limit(limit);
        long last = ApiKeyPages.after(after);
        List<ApiKey> found = Principal.of(request)
                .user()
                .map(owner -> keys.listOf(owner.id(), last, most + 1))
                .orElse(List.of());
        return ApiKeyPages.of(found, most);
    }

    /** Makes a key, and shows its secret this once. A key makes no keys. */
    @Post
    @Access(Level.VIEWER)
    HttpResponse<MintedApiKeyView> create(@Body Creation body, HttpRequest<?> request) {
        Principal.SignedIn principal = Principal.of(request).requireSession();
        MintedApiKey minted = RefusedException.unwrap(
                service.create(body.toOwnApiKey(principal.account()), new Maker(principal.actor(), principal.role())));
        return HttpResponse.created(
                MintedApiKeyView.of(minted),
                URI.create("/api/auth/api-keys/" + minted.key().id()));
    }

    /** Shows one of one's keys. */
    @Get("/{id}")
    @Access(Level.VIEWER)
    ApiKeyView show(String id, HttpRequest<?> request) {
        Account owner = Principal.of(request).requireUser();
        return keys.named(id)
                .filter(key -> owner.id().equals(key.ownerId()))
                .map(ApiKeyView::of)
                .orElseGet(() -> RefusedException.unwrap(ApiKeyService.noSuchKey()));
    }

    /** Ends one of one's keys. */
    @Delete("/{id}")
    @Access(Level.VIEWER)
    @Status(HttpStatus.NO_CONTENT)
    void revoke(String id, HttpRequest<?> request) {
        Principal principal = Principal.of(request);
        RefusedException.unwrap(service.revokeOwn(id, principal.requireUser(), principal.actor()));
    }

    /** Gives one of one's keys another secret, and shows it this once. A key cannot do it. */
    @Post("/{id}/rotate")
    @Access(Level.VIEWER)
    MintedApiKeyView rotate(String id, @Nullable @Body RotationRequest body, HttpRequest<?> request) {
        Principal.SignedIn principal = Principal.of(request).requireSession();
        return MintedApiKeyView.of(RefusedException.unwrap(service.rotateOwn(
                id,
                principal.account(),
                body == null ? Rotation.USUAL : body.toRotation(),
                new Maker(principal.actor(), principal.role()))));
    }
}
