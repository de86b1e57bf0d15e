package dev.gatehouse.server.mode;

import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells which requests came from this machine's own user, where nobody proves who they are.
 *
 * <p>A browser on this machine reaches the server too, and does what pages of other sites tell it. Those whose name
 * their owner has pointed at this machine (DNS rebinding) are known by the {@code Host} that they send; the others by
 * what the browser says of where the request began.
 */
@Singleton
public final class LocalRequests {

    private static final Pattern LOOPBACK = Pattern.compile(
            "(?i)(?:localhost|[a-z0-9.-]+\\.localhost|127(?:\\.[0-9]{1,3}){3}|\\[::1])(?::[0-9]{1,5})?");
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final boolean anywhere;

    LocalRequests(Configuration configuration) {
        this.anywhere = configuration.signIn().anywhere();
    }

    /** Refuses a request that somebody else than this machine's user may have caused. */
    public void require(HttpRequest<?> request) {
        if (!namesThisMachine(request)) {
            throw new RefusedException(
                    Reason.CROSS_SITE, "This request is for another name than this machine's, such as localhost.");
        }
        if (!isFromHere(request)) {
            throw new RefusedException(Reason.CROSS_SITE, "This request came from a page of another site.");
        }
    }

    private boolean namesThisMachine(HttpRequest<?> request) {
        List<String> hosts = request.getHeaders().getAll(HttpHeaders.HOST);
        return anywhere
                || (hosts.size() == 1 && LOOPBACK.matcher(hosts.getFirst()).matches());
    }

    private static boolean isFromHere(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (site != null) {
            return OWN_SITES.contains(site) || isFollowedLink(request);
        }
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return origin == null
                || (host != null && origin.replaceFirst("^https?://", "").equalsIgnoreCase(host));
    }

    /** A link on another site may lead here; the page that has it does not see where it led. */
    private static boolean isFollowedLink(HttpRequest<?> request) {
        return "GET".equals(request.getMethodName())
                && "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"));
    }
}
