package dev.gatehouse.server.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Gives the framework's own refusals (no such route, no such method, a body that is not JSON, too large a request) the
 * shape of all others. Its messages may name classes, so they are not passed on.
 */
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> base) {
        HttpStatus status = HttpStatus.valueOf(base.code());
        String detail = switch (status) {
            case BAD_REQUEST -> "The request is not understood" + where(context) + ".";
            case NOT_FOUND -> "There is nothing here.";
            case METHOD_NOT_ALLOWED -> "This method is not allowed here.";
            case UNSUPPORTED_MEDIA_TYPE -> "Send application/json.";
            case NOT_ACCEPTABLE -> "Accept application/json.";
            case REQUEST_ENTITY_TOO_LARGE -> "The request is too large.";
            default -> status.getReason() + ".";
        };
        return base.<Problem>body(Problem.of(status, status.name().toLowerCase(Locale.ROOT), detail))
                .contentType(MediaType.of("application/problem+json"));
    }

    private static String where(ErrorContext context) {
        return context.getErrors().stream()
                .findFirst()
                .flatMap(Error::getPath)
                .map(path -> ": " + path)
                .orElse("");
    }
}
