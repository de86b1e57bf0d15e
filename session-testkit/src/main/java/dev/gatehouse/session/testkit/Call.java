package dev.gatehouse.session.testkit;

import java.util.Optional;

/**
 * One call of a recorded history.
 *
 * <p>Its times are {@link System#nanoTime()}. On Linux that is {@code CLOCK_MONOTONIC}, which every process of one
 * machine reads alike, so calls of several processes can be put in order.
 *
 * @param client who called; a client makes one call at a time
 * @param invokedAt just before the call
 * @param operation what was called
 * @param returned the answer; empty if the call failed or its process died, so that it may have taken effect at any
 *     time after {@code invokedAt}, or never
 */
record Call(String client, long invokedAt, Operation operation, Optional<Returned> returned) {

    /** This call as one of another operation, answered otherwise. */
    Call as(Operation other, Optional<Answer> answer) {
        return new Call(
                client,
                invokedAt,
                other,
                returned.flatMap(done -> answer.map(value -> new Returned(done.at(), value))));
    }

    /**
     * The end of a call.
     *
     * @param at just after the call
     * @param answer what it answered
     */
    record Returned(long at, Answer answer) {}
}
