package dev.gatehouse.server.authz;

import dev.gatehouse.server.http.Clients;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells whether the request that a proxy asks about only reads. Its method is in {@code X-Original-Method} or
 * {@code X-Forwarded-Method}; without them it is that of the proxy's own request.
 *
 * <p>Clients can send such headers too, and some proxies pass them on. So where several methods are told all of them
 * have to be reads, and {@code X-Forwarded-Method} from anybody but a trusted proxy can only forbid, never allow.
 */
@Singleton
final class OriginalMethod {

    /** Methods that change nothing (RFC 9110, section 9.2.1). */
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Clients clients;

    OriginalMethod(Clients clients) {
        this.clients = clients;
    }

    boolean isRead(HttpRequest<?> request) {
        List<String> original = request.getHeaders().getAll("X-Original-Method");
        List<String> forwarded = request.getHeaders().getAll("X-Forwarded-Method");
        boolean allReads = Stream.concat(original.stream(), forwarded.stream()).allMatch(READS::contains);
        boolean isTold = !original.isEmpty() || (!forwarded.isEmpty() && clients.isFromTrustedProxy(request));
        return allReads && (isTold || READS.contains(request.getMethodName()));
    }
}
