package dev.gatehouse.server.apikey;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Scopes in a text column, with spaces between them. */
@Singleton
final class ScopesColumn implements AttributeConverter<Scopes, String> {

    @Override
    public String convertToPersistedValue(@Nullable Scopes scopes, ConversionContext context) {
        return scopes == null ? "" : String.join(" ", scopes.names());
    }

    @Override
    public Scopes convertToEntityValue(@Nullable String text, ConversionContext context) {
        return text == null ? Scopes.NONE : Scopes.ofText(text);
    }
}
