package dev.gatehouse.server.drain;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Says with every answer of a server that is stopping that it is the last one on its connection, which then ends. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LastAnswerFilter {

    private final Draining draining;

    LastAnswerFilter(Draining draining) {
        this.draining = draining;
    }

    @ResponseFilter
    void filterResponse(MutableHttpResponse<?> response) {
        if (draining.hasBegun()) {
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
    }
}
