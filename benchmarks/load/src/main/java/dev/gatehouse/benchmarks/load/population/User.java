package dev.gatehouse.benchmarks.load.population;

import dev.gatehouse.session.SubjectId;

/**
 * Somebody with an account.
 *
 * @param subject whom their sessions belong to
 * @param epoch the account's epoch
 */
public record User(String username, SubjectId subject, long epoch) {}
