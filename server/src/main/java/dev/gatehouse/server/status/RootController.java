package dev.gatehouse.server.status;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;

/** The front page. */
@Controller
class RootController {

    private static final Map<String, String> LINKS =
            Map.of("health", "/health", "login", "/api/auth/login", "metrics", "/metrics", "openapi", "/openapi.json");

    private final Version version;

    RootController(Version version) {
        this.version = version;
    }

    /** Tells what this is, and where to go from here. */
    @Get
    @Access(Level.OPEN)
    Root root() {
        return new Root("gatehouse", version.text(), LINKS);
    }

    /** What this is, and where to go from here. */
    @Serdeable
    record Root(String name, String version, Map<String, String> links) {}
}
