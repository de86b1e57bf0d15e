package dev.gatehouse.server.status;

import dev.gatehouse.server.http.Access;
import dev.gatehouse.server.http.Access.Level;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Metrics for Prometheus. */
@Controller("/metrics")
class MetricsController {

    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    MetricsController(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    /** Every metric, in Prometheus' text format. */
    @Get(produces = EXPOSITION)
    @Access(Level.OPEN)
    @ExecuteOn(TaskExecutors.BLOCKING)
    String metrics() {
        return meters.scrape(EXPOSITION);
    }
}
