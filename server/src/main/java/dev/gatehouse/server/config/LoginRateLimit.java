package dev.gatehouse.server.config;

import java.time.Duration;

/**
 * How many failed sign-ins one address may make on one account ({@code LOGIN_RATE_LIMIT}, such as {@code 5/1m}).
 *
 * @param failures at least 1
 * @param period in which they may happen; at least one second
 */
public record LoginRateLimit(int failures, Duration period) {}
