package dev.gatehouse.server.audit;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An event's details as JSON in a text column, names in order. */
@Singleton
final class AuditDetails implements AttributeConverter<Map<String, String>, String> {

    private final JsonMapper json;

    AuditDetails(JsonMapper json) {
        this.json = json;
    }

    @Override
    public String convertToPersistedValue(@Nullable Map<String, String> details, ConversionContext context) {
        try {
            return json.writeValueAsString(new TreeMap<>(details == null ? Map.of() : details));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> convertToEntityValue(@Nullable String text, ConversionContext context) {
        try {
            return text == null ? Map.of() : json.readValue(text, Argument.mapOf(String.class, String.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
