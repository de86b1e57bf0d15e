package dev.gatehouse.server.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.config.AuthMode;
import dev.gatehouse.server.config.Configuration;
import dev.gatehouse.server.drain.Draining;
import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import dev.gatehouse.server.mode.Activation;
import dev.gatehouse.server.mode.Enforcement;
import dev.gatehouse.session.SessionStore;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Health: whether the process lives, and whether it can do its work. */
@Controller
class HealthController {

    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

    private static final String UNAVAILABLE = "unavailable";
    private static final String OPEN_TO_ALL = "Authentication is off: whoever reaches this may do everything.";

    private final Version version;
    private final AuthMode mode;
    private final Draining draining;
    private final Activation activation;
    private final BeanProvider<SessionStore> store;
    private final Accounts accounts;

    HealthController(
            Version version,
            Configuration configuration,
            Draining draining,
            Activation activation,
            BeanProvider<SessionStore> store,
            Accounts accounts) {
        this.version = version;
        this.mode = configuration.signIn().mode();
        this.draining = draining;
        this.activation = activation;
        this.store = store;
        this.accounts = accounts;
    }

    /** Tells that the service runs, which one, and how it authenticates. Asks nothing else. */
    @Get(uris = {"/health", "/api/health"})
    @Access(Level.OPEN)
    Health health() {
        return new Health("ok", version.text(), mode.label(), mode == AuthMode.NONE ? OPEN_TO_ALL : null);
    }

    /** Tells that the process lives. Depends on nothing: a restart would not bring a database back. */
    @Get("/health/liveness")
    @Access(Level.OPEN)
    Liveness liveness() {
        return new Liveness("ok");
    }

    /** Tells whether requests should be sent here: 200, or 503 while a store is away or the server is stopping. */
    @Get("/health/readiness")
    @Access(Level.OPEN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<Readiness> readiness() {
        Map<String, String> checks = new LinkedHashMap<>();
        if (activation.isOpen()) {
            checks.put("accounts", check("accounts", accounts::exist));
            checks.put("sessions", check("sessions", () -> store.get().check()));
        } else if (activation.enforcement() == Enforcement.UNKNOWN) {
            checks.put("accounts", UNAVAILABLE);
        }
        checks.put("server", draining.hasBegun() ? "stopping" : "ok");
        boolean ready = checks.values().stream().allMatch("ok"::equals);
        return ready
                ? HttpResponse.ok(new Readiness("ok", checks))
                : HttpResponse.<Readiness>status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(new Readiness(UNAVAILABLE, checks))
                        .header(HttpHeaders.RETRY_AFTER, "1");
    }

    private static String check(String name, Runnable question) {
        try {
            question.run();
            return "ok";
        } catch (RuntimeException e) {
            LOG.warn("Not ready: {}: {}", name, e.getMessage());
            return UNAVAILABLE;
        }
    }

    /**
     * That the service runs.
     *
     * @param warning what its operator should think about; absent if nothing
     */
    @Serdeable
    record Health(
            String status,
            String version,
            String authMode,

            @Nullable @JsonInclude(JsonInclude.Include.NON_NULL)
            String warning) {}

    /** That the process lives. */
    @Serdeable
    record Liveness(String status) {}

    /** Whether requests should be sent here, and what each check said. */
    @Serdeable
    record Readiness(String status, Map<String, String> checks) {}
}
