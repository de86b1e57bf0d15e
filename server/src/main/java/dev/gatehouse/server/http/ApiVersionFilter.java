package dev.gatehouse.server.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import java.net.URI;

/** Lets every path under {@code /api/} answer under {@code /api/v1/} too. */
@ServerFilter("/api/v1/**")
final class ApiVersionFilter {

    private static final String VERSIONED = "/api/v1/";

    @PreMatching
    @RequestFilter
    HttpRequest<?> filterRequest(MutableHttpRequest<?> request) {
        String uri = request.getUri().toString();
        return request.uri(URI.create("/api/" + uri.substring(VERSIONED.length())));
    }
}
