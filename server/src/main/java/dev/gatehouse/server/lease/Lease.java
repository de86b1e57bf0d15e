package dev.gatehouse.server.lease;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A duty of one replica at a time.
 *
 * @param name the duty
 * @param holder the replica that has it, or had it last
 * @param expiresAt until when, in milliseconds since 1970
 */
@MappedEntity("lease")
record Lease(@Id String name, String holder, long expiresAt) {}
