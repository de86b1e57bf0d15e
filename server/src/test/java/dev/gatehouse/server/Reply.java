package dev.gatehouse.server;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * An HTTP answer.
 *
 * @param headers by name in lower case
 * @param body as text; empty if there was none
 */
public record Reply(int status, Map<String, List<String>> headers, String body) {

    private static final JsonMapper JSON = JsonMapper.createDefault();

    /** The value of a header, or the empty text if it did not come. */
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    /** The body. */
    public JsonNode json() {
        return json(body);
    }

    /** A text of JSON, parsed. */
    public static JsonNode json(String text) {
        try {
            return JSON.readValue(text, Argument.of(JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** An object of JSON, written. */
    public static String json(Map<String, ?> members) {
        try {
            return new String(JSON.writeValueAsBytes(members), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A member of the body's object as text; {@code null} as that word, and a missing one as the empty text. */
    public String text(String member) {
        return text(json(), member);
    }

    /** A member of an object as text; {@code null} as that word, and a missing one as the empty text. */
    public static String text(JsonNode object, String member) {
        JsonNode value = object.get(member);
        return value == null ? "" : value.isNull() ? "null" : value.coerceStringValue();
    }

    /** A member of the body's object that is an object. */
    public JsonNode object(String member) {
        JsonNode value = json().get(member);
        if (value == null || !value.isObject()) {
            throw new AssertionError("No object " + member + " in " + body);
        }
        return value;
    }

    /** The items of a page. */
    public List<JsonNode> items() {
        JsonNode items = json().get("items");
        if (items == null) {
            throw new AssertionError("No page: " + body);
        }
        return StreamSupport.stream(items.values().spliterator(), false).toList();
    }

    /** The code of a problem; the empty text if the answer is none. */
    public String code() {
        return header("content-type").startsWith("application/problem+json") ? text("code") : "";
    }
}
