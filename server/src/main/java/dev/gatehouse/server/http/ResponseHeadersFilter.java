package dev.gatehouse.server.http;

import dev.gatehouse.server.drain.Draining;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * What every answer says: do not keep it, do not guess its type, do not show it in a frame; and, of a server that is
 * stopping, that it is the last one on its connection, which then ends.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE) // before any filter that may refuse the request, so that refusals say it too
final class ResponseHeadersFilter {

    private final Draining draining;
    private final DateHeader date;

    ResponseHeadersFilter(Draining draining, DateHeader date) {
        this.draining = draining;
        this.date = date;
    }

    @ResponseFilter
    void filterResponse(MutableHttpResponse<?> response) {
        if (draining.hasBegun()) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        response.getHeaders()
                .set(HttpHeaders.DATE, date.text())
                .set(HttpHeaders.CACHE_CONTROL, "no-store")
                .set("X-Content-Type-Options", "nosniff")
                .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    }
}
