package dev.gatehouse.server.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An answer that is not 2xx (RFC 9457).
 *
 * @param type {@code about:blank}: the code says which problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param code which problem it is: stable, for programs
 * @param detail what to do about it, for people
 */
@Serdeable
public record Problem(String type, String title, int status, String code, String detail) {

    static Problem of(HttpStatus status, String code, String detail) {
        return new Problem("about:blank", status.getReason(), status.getCode(), code, detail);
    }
}
