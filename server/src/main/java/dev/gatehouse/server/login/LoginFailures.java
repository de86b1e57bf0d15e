package dev.gatehouse.server.login;

import dev.gatehouse.server.database.EpochMillis;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;

/**
 * What was counted of a {@link ThrottleKey}.
 *
 * @param pair the key
 * @param failures how many; at least 1
 * @param countedUntil when they are forgotten
 */
@MappedEntity("login_failures")
record LoginFailures(
        @Id String pair,
        int failures,

        @TypeDef(type = DataType.LONG, converter = EpochMillis.class)
        Instant countedUntil) {}
