package dev.gatehouse.server.account;

import dev.gatehouse.server.password.PasswordHash;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Password hashes in a text column. */
@Singleton
final class PasswordHashColumn implements AttributeConverter<PasswordHash, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable PasswordHash hash, ConversionContext context) {
        return hash == null ? null : hash.encoded();
    }

    @Override
    public @Nullable PasswordHash convertToEntityValue(@Nullable String encoded, ConversionContext context) {
        return encoded == null ? null : new PasswordHash(encoded);
    }
}
