package dev.gatehouse.server.http;

import dev.gatehouse.server.TestServer;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Optional;

/**
 * A route that the application has, as its router tells.
 *
 * @param path with its variables in braces
 * @param level who may call it; empty if it does not say
 */
record Route(String method, String path, Optional<Access.Level> level) implements Comparable<Route> {

    /** Every route that controllers declare; GET routes answer HEAD too, which is not told of here. */
    static List<Route> of(TestServer server) {
        return server.bean(Router.class)
                .uriRoutes()
                .map(Route::of)
                .filter(route -> !route.method().equals("HEAD"))
                .distinct()
                .sorted()
                .toList();
    }

    private static Route of(UriRouteInfo<?, ?> route) {
        return new Route(
                route.getHttpMethodName(),
                route.getUriMatchTemplate().toPathString(),
                route.getAnnotationMetadata().enumValue(Access.class, Access.Level.class));
    }

    String name() {
        return method + " " + path;
    }

    @Override
    public int compareTo(Route other) {
        return name().compareTo(other.name());
    }
}
