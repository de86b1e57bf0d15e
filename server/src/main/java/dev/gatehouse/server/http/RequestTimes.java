package dev.gatehouse.server.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long requests take, by route, method and status. In the place of the framework's own filter, which puts each
 * timer's name together and looks it up for every request: that took more than a look into the near cache.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestTimes {

    private static final String BEGUN = "dev.gatehouse.begun";
    private static final String NO_ROUTE = "NOT_FOUND";

    /** There are only so many of each, so there are only so many timers. */
    private record Kind(String route, String method, int status) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Kind that
                    && status == that.status
                    && method.equals(that.method)
                    && route.equals(that.route);
        }

        // By hand, as equals is: every request asks, and what Java makes for records costs several times as much.
        @Override
        public int hashCode() {
            return 31 * (31 * route.hashCode() + method.hashCode()) + status;
        }
    }

    private final MeterRegistry meters;
    private final ConcurrentHashMap<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGUN, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getAttribute(BEGUN).orElse(null) instanceof Long begun) {
            String route = BasicHttpAttributes.getUriTemplate(request).orElse(NO_ROUTE);
            String method = route.equals(NO_ROUTE) ? NO_ROUTE : request.getMethodName();
            timers.computeIfAbsent(new Kind(route, method, response.code()), this::timer)
                    .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
        }
    }

    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .description("Requests answered")
                .tag("uri", kind.route())
                .tag("method", kind.method())
                .tag("status", Integer.toString(kind.status()))
                .register(meters);
    }
}
