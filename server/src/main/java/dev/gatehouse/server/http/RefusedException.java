package dev.gatehouse.server.http;

import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;

/** Carries a refusal out of a controller or a filter to {@link Problems}, which answers it. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** @param refusal what to answer */
    public RefusedException(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    /** A refusal with a reason and a detail. */
    public RefusedException(Refusal.Reason reason, String detail) {
        this(Refusal.of(reason, detail));
    }

    Refusal refusal() {
        return refusal;
    }

    /** The value of an outcome that was done; throws if it was refused. */
    public static <T> T unwrap(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(Refusal refusal) -> throw new RefusedException(refusal);
        };
    }
}
