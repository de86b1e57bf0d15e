package dev.gatehouse.server.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts and truth values from JSON as what they are. The library would take {@code "maybe"} for false and a
 * number for a text; a client that sends such a thing means something else, and is told.
 */
@Factory
final class StrictScalars {

    @Singleton
    @Primary
    Deserializer<String> text() {
        return new Text();
    }

    @Singleton
    @Primary
    Deserializer<Boolean> truth() {
        return new Truth();
    }

    private static final class Text implements Deserializer<String> {
        @Override
        public String deserialize(Decoder decoder, DecoderContext context, Argument<? super String> type)
                throws IOException {
            JsonNode node = decoder.decodeNode();
            if (!node.isString()) {
                throw decoder.createDeserializationException("not a text", null);
            }
            return node.getStringValue();
        }

        @Override
        public @Nullable String deserializeNullable(
                Decoder decoder, DecoderContext context, Argument<? super String> type) throws IOException {
            return decoder.decodeNull() ? null : deserialize(decoder, context, type);
        }
    }

    private static final class Truth implements Deserializer<Boolean> {
        @Override
        public Boolean deserialize(Decoder decoder, DecoderContext context, Argument<? super Boolean> type)
                throws IOException {
            JsonNode node = decoder.decodeNode();
            if (!node.isBoolean()) {
                throw decoder.createDeserializationException("neither true nor false", null);
            }
            return node.getBooleanValue();
        }

        @Override
        public @Nullable Boolean deserializeNullable(
                Decoder decoder, DecoderContext context, Argument<? super Boolean> type) throws IOException {
            return decoder.decodeNull() ? null : deserialize(decoder, context, type);
        }
    }
}
