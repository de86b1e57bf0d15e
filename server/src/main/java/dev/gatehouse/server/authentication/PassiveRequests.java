package dev.gatehouse.server.authentication;

import dev.gatehouse.server.config.Configuration;
import io.micronaut.core.util.PathMatcher;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells which requests validate a session without keeping it alive: those that say {@code X-Session-Passive: 1}, and
 * those whose path, or the path that a proxy forwarded, matches {@code SESSION_PASSIVE_PATHS}. Whoever invents such a
 * header only shortens their own session.
 */
@Singleton
final class PassiveRequests {

    private static final String PASSIVE = "X-Session-Passive";
    private static final List<String> FORWARDED_PATHS = List.of("X-Original-URI", "X-Original-URL", "X-Forwarded-Uri");

    private final List<String> patterns;

    PassiveRequests(Configuration configuration) {
        this.patterns = configuration.sessions().passivePaths();
    }

    boolean isPassive(HttpRequest<?> request) {
        if ("1".equals(request.getHeaders().get(PASSIVE))) {
            return true;
        }
        if (patterns.isEmpty()) {
            return false;
        }
        String path = forwardedPath(request).orElseGet(request::getPath);
        return patterns.stream().anyMatch(pattern -> PathMatcher.ANT.matches(pattern, path));
    }

    private static Optional<String> forwardedPath(HttpRequest<?> request) {
        return FORWARDED_PATHS.stream()
                .flatMap(name -> Stream.ofNullable(request.getHeaders().get(name)))
                .findFirst()
                .map(uri -> uri.replaceFirst("^[a-zA-Z]+://[^/]*", "").replaceFirst("[?#].*", ""));
    }
}
