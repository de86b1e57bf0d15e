package dev.gatehouse.server.apikey;

import dev.gatehouse.server.http.Page;
import dev.gatehouse.server.http.RefusedException;
import dev.gatehouse.server.outcome.Refusal.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pages of API keys, one after the other by their numbers. */
final class ApiKeyPages {

    private ApiKeyPages() {}

    /** The number that somebody means with {@code after}; 0 for the first page. */
    static long after(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new RefusedException(Reason.INVALID, "after must be what next said.");
        }
    }

    /** A page of what a query for one key more than {@code limit} found. */
    static Page<ApiKeyView> of(List<ApiKey> found, int limit) {
        return Page.of(found, limit, key -> String.valueOf(key.number()), ApiKeyView::of);
    }
}
