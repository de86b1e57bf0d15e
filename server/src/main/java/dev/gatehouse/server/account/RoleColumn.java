package dev.gatehouse.server.account;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Roles by their label in a text column. */
@Singleton
public final class RoleColumn implements AttributeConverter<Role, String> {

    @Override
    public @Nullable String convertToPersistedValue(@Nullable Role role, ConversionContext context) {
        return role == null ? null : role.label();
    }

    @Override
    public @Nullable Role convertToEntityValue(@Nullable String label, ConversionContext context) {
        return label == null ? null : Role.ofLabel(label).orElseThrow();
    }
}
