package dev.gatehouse.server.database;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants as milliseconds since 1970 in an integer column, alike in every database. */
@Singleton
public final class EpochMillis implements AttributeConverter<Instant, Long> {

    /** The instant in a column of a row, by its number; null if there is none. */
    public static @Nullable Instant read(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    @Override
    public @Nullable Long convertToPersistedValue(@Nullable Instant instant, ConversionContext context) {
        return instant == null ? null : instant.toEpochMilli();
    }

    @Override
    public @Nullable Instant convertToEntityValue(@Nullable Long millis, ConversionContext context) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
