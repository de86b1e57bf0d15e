package dev.gatehouse.server;

import java.util.Map;

/**
 * How the framework is used here. Nothing in this file is a setting of Gatehouse; those are in
 * {@code config/Settings.java}. Nor can it be changed from outside, by system properties for example.
 *
 * <p>Not a file among the resources, because the framework opens the whole jar a second time to read one.
 */
final class FrameworkProperties {

    static final Map<String, Object> ALL = Map.ofEntries(
            Map.entry("micronaut.application.name", "gatehouse"),
            Map.entry("micronaut.server.max-request-size", 2_097_152),
            Map.entry("micronaut.server.read-idle-timeout", "60s"),
            Map.entry("micronaut.server.idle-timeout", "120s"),
            // http/DateHeader does it for less.
            Map.entry("micronaut.server.date-header", false),
            // Behind a proxy here every browser's Origin is a foreign one; authentication/CrossSite judges it.
            Map.entry("micronaut.server.cors.localhost-pass-through", true),
            Map.entry("micronaut.server.netty.max-header-size", 16_384),
            Map.entry("micronaut.server.netty.max-initial-line-length", 8_192),
            Map.entry("micronaut.serde.property-naming-strategy", "SNAKE_CASE"),
            Map.entry("micronaut.serde.serialization.inclusion", "ALWAYS"),
            Map.entry("micronaut.metrics.export.prometheus.step", "PT1M"),
            Map.entry("micronaut.metrics.export.prometheus.descriptions", true),
            // http/RequestTimes does it for less.
            Map.entry("micronaut.metrics.binders.web.enabled", false),
            Map.entry("micronaut.metrics.binders.files.enabled", false));

    private FrameworkProperties() {}
}
