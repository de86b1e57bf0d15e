package dev.gatehouse.server.outcome;

import java.util.function.Function;

/**
 * What came of a request to a service. Failures of the system are exceptions; this is for what was to be expected.
 *
 * @param <T> what is handed back when it was done
 */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused, and nothing was changed. */
    record Refused<T>(Refusal refusal) implements Outcome<T> {}

    /** It was done. */
    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    /** It was refused. */
    static <T> Outcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** It was refused. */
    static <T> Outcome<T> refused(Refusal.Reason reason, String detail) {
        return new Refused<>(Refusal.of(reason, detail));
    }

    /** What comes of the next step, if this was done. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }

    /** The same outcome with another value. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> mapping) {
        return switch (this) {
            case Done<T>(T value) -> new Done<>(mapping.apply(value));
            case Refused<T>(Refusal refusal) -> new Refused<>(refusal);
        };
    }
}
