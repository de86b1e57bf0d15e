package dev.gatehouse.server.authentication;

import dev.gatehouse.server.config.Configuration;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/**
 * Tells which requests a page of another site may have made a browser send (ASVS 3.5.1): those that change something
 * and that the browser itself says are not from here, by {@code Sec-Fetch-Site} or, from older ones, {@code Origin}.
 */
@Singleton
final class CrossSite {

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final String origin;

    CrossSite(Configuration configuration) {
        URI base = configuration.baseUrl();
        this.origin = base.getScheme() + "://" + base.getRawAuthority();
    }

    boolean isSuspect(HttpRequest<?> request) {
        boolean changes = switch (request.getMethod()) {
            case GET, HEAD, OPTIONS -> false;
            default -> true;
        };
        if (!changes) {
            return false;
        }
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITES.contains(site);
        }
        String sender = request.getHeaders().get(HttpHeaders.ORIGIN);
        return sender != null && !sender.equalsIgnoreCase(origin);
    }
}
