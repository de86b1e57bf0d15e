package dev.gatehouse.server.apikey;

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

/** Everybody's API keys, for those who run the service. */
@Controller("/api/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
class ApiKeysController {

    private final ApiKeys keys;
    private final ApiKeyService service;

    ApiKeysController(ApiKeys keys, ApiKeyService service) {
        this.keys = keys;
        this.service = service;
    }

    /**
     * Lists keys, oldest first.
     *
     * @param userId only those of this user
     */
    @Get
    @Access(Level.OPERATOR)
    Page<ApiKeyView> list(
            @Nullable @QueryValue("user_id") String userId,
            @Nullable @QueryValue Integer limit,
            @Nullable @QueryValue String after) {
        int most = Page.limit(limit);
        long last = ApiKeyPages.after(after);
        List<ApiKey> found = userId == null ? keys.list(last, most + 1) : keys.listOf(userId, last, most + 1);
        return ApiKeyPages.of(found, most);
    }

    /** Makes a key for a user, or one that acts in nobody's name, and shows its secret this once. A key makes no keys. */
    @Post
    @Access(Level.OPERATOR)
    HttpResponse<MintedApiKeyView> create(@Body Creation body, HttpRequest<?> request) {
        Maker maker = maker(request);
        MintedApiKey minted = RefusedException.unwrap(service.create(body.toNewApiKey(), maker));
        return HttpResponse.created(
                MintedApiKeyView.of(minted),
                URI.create("/api/keys/" + minted.key().id()));
    }

    /** Shows a key. */
    @Get("/{id}")
    @Access(Level.OPERATOR)
    ApiKeyView show(String id) {
        return keys.named(id).map(ApiKeyView::of).orElseGet(() -> RefusedException.unwrap(ApiKeyService.noSuchKey()));
    }

    /** Ends a key. */
    @Delete("/{id}")
    @Access(Level.OPERATOR)
    @Status(HttpStatus.NO_CONTENT)
    void revoke(String id, HttpRequest<?> request) {
        RefusedException.unwrap(service.revoke(id, Principal.of(request).actor()));
    }

    /** Gives a key another secret, and shows it this once. A key cannot do it. */
    @Post("/{id}/rotate")
    @Access(Level.OPERATOR)
    MintedApiKeyView rotate(String id, @Nullable @Body RotationRequest body, HttpRequest<?> request) {
        Maker maker = maker(request);
        return MintedApiKeyView.of(
                RefusedException.unwrap(service.rotate(id, body == null ? Rotation.USUAL : body.toRotation(), maker)));
    }

    private static Maker maker(HttpRequest<?> request) {
        Principal principal = Principal.of(request);
        principal.requirePerson();
        return new Maker(principal.actor(), principal.role());
    }
}
