package dev.gatehouse.server.account;

import io.micronaut.http.HttpResponse;

/**
 * Says in answers without a body what a change ended: {@code Gatehouse-Revoked: sessions=2, api-keys=0} (a dictionary of
 * RFC 9651).
 */
public final class RevokedHeader {

    private static final String NAME = "Gatehouse-Revoked";

    private RevokedHeader() {}

    /** The answer 204 to a change. */
    public static HttpResponse<?> noContent(ChangedAccount changed) {
        return HttpResponse.noContent()
                .header(NAME, "sessions=%d, api-keys=%d".formatted(changed.sessionsEnded(), changed.keysRevoked()));
    }
}
