package dev.gatehouse.server.apikey;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Digests of API keys by their digits in a text column. */
@Singleton
final class DigestColumn implements AttributeConverter<ApiKeyDigest, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable ApiKeyDigest digest, ConversionContext context) {
        return digest == null ? null : digest.hex();
    }

    @Override
    public @Nullable ApiKeyDigest convertToEntityValue(@Nullable String hex, ConversionContext context) {
        return hex == null ? null : new ApiKeyDigest(hex);
    }
}
