package dev.gatehouse.server.http;

import dev.gatehouse.server.outcome.Refusal.Reason;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items what is on it
 * @param next what to send as {@code after} for the next page; null if this is the last
 */
@Serdeable
public record Page<T>(List<T> items, @Nullable String next) {

    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 500;

    /** The limit that a caller asked for, or the default; refused outside 1 to 500. */
    public static int limit(@Nullable Integer asked) {
        int limit = asked == null ? DEFAULT_LIMIT : asked;
        if (limit < 1 || limit > MOST) {
            throw new RefusedException(Reason.INVALID, "limit must be 1 to " + MOST + ".");
        }
        return limit;
    }

    /**
     * A page of at most {@code limit} items.
     *
     * @param found the items from a query that asked for one more than {@code limit}
     * @param cursor what names an item in {@code after}
     */
    public static <S, T> Page<T> of(
            List<S> found, int limit, Function<S, String> cursor, Function<? super S, ? extends T> view) {
        List<S> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(
                shown.stream().<T>map(view).toList(), found.size() > limit ? cursor.apply(shown.getLast()) : null);
    }
}
