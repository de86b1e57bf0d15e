package dev.gatehouse.server.http;

import dev.gatehouse.server.database.DatabaseUnavailableException;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.server.password.HashingSaturatedException;
import dev.gatehouse.session.StoreException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.netty.handler.codec.DecoderException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one table from what went wrong to what is answered. Nothing of the inside gets out: no stack trace, no SQL, no
 * class name (ASVS 16.5.1). Every 503 says when to try again.
 */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final MediaType PROBLEM_JSON = MediaType.of("application/problem+json");
    private static final Duration SOON = Duration.ofSeconds(1);

    private Problems() {}

    /** The answer to a failure. */
    static MutableHttpResponse<?> of(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            case RefusedException refused -> of(refused.refusal());
            case DecoderException _ ->
                response(
                        HttpStatus.BAD_REQUEST, "bad_request", "The body is not encoded as its Content-Encoding says.");
            case HashingSaturatedException _ ->
                unavailable("hashing_saturated", "Too many people sign in at once; try again shortly.");
            case StoreException _ -> {
                LOG.warn("The session store failed: {}", failure.getMessage());
                yield unavailable("store_unavailable", "Sessions cannot be looked up at present.");
            }
            case DatabaseUnavailableException unavailable -> {
                if (!unavailable.isAlreadyLogged()) {
                    LOG.warn("The accounts database failed: {}", failure.getMessage());
                }
                yield unavailable("store_unavailable", "Accounts cannot be looked up at present.");
            }
            default -> {
                LOG.error("Unexpected failure", failure);
                yield response(
                        HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something failed; the log says what.");
            }
        };
    }

    /** The answer to a refusal. */
    static MutableHttpResponse<?> of(Refusal refusal) {
        MutableHttpResponse<Problem> response =
                response(statusOf(refusal.reason()), refusal.reason().code(), refusal.detail());
        switch (refusal.reason()) {
            case CREDENTIAL_MISSING, SIGN_IN_FAILED -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case CREDENTIAL_INVALID -> response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            case SETUP_REQUIRED -> retryAfter(response, SOON);
            default -> refusal.retryAfter().ifPresent(wait -> retryAfter(response, wait));
        }
        return response;
    }

    private static HttpStatus statusOf(Refusal.Reason reason) {
        return switch (reason) {
            case CREDENTIALS_DIFFER -> HttpStatus.BAD_REQUEST;
            case CREDENTIAL_MISSING, CREDENTIAL_INVALID, SIGN_IN_FAILED -> HttpStatus.UNAUTHORIZED;
            case WRONG_PASSWORD, FORBIDDEN, PASSWORDS_DISABLED, SIGN_UP_DISABLED, AUTH_DISABLED, CROSS_SITE ->
                HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case DUPLICATE, LAST_ADMIN, CONFLICT -> HttpStatus.CONFLICT;
            case INVALID, WEAK_PASSWORD -> HttpStatus.UNPROCESSABLE_ENTITY;
            case THROTTLED -> HttpStatus.TOO_MANY_REQUESTS;
            case SETUP_REQUIRED -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    private static MutableHttpResponse<Problem> unavailable(String code, String detail) {
        MutableHttpResponse<Problem> response = response(HttpStatus.SERVICE_UNAVAILABLE, code, detail);
        retryAfter(response, SOON);
        return response;
    }

    private static void retryAfter(MutableHttpResponse<?> response, Duration wait) {
        // Whole seconds, rounded up (RFC 9110, section 10.2.3): whoever waits that long is let in.
        response.header(
                HttpHeaders.RETRY_AFTER, String.valueOf(wait.plusMillis(999).toSeconds()));
    }

    static MutableHttpResponse<Problem> response(HttpStatus status, String code, String detail) {
        return HttpResponse.<Problem>status(status)
                .body(Problem.of(status, code, detail))
                .contentType(PROBLEM_JSON);
    }
}
