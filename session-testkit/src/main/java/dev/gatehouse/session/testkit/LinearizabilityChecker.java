package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges whether a recorded history can be explained by calls that took effect one at a time, each at one instant
 * between its beginning and its end (Herlihy and Wing, "Linearizability", 1990).
 *
 * <p>The search is Wing and Gong's ("Testing and Verifying Concurrent Objects", 1993) with Lowe's memory of
 * configurations ("Testing for Linearizability", 2017): take any call that no other, not yet taken, precedes; if the
 * {@link SessionModel} answers as the store did, go on from there; a set of taken calls that was reached before with
 * the same model is not tried again. A call of unknown outcome may be taken at any time after its beginning, whatever
 * it would have answered, or never.
 *
 * <p>A store promises linearizability per session, so each session is judged by its own {@link SessionHistory}, which
 * also keeps the search short.
 *
 * <p>{@code now} is whatever the callers said. Sessions must not reach a deadline within a history: to callers whose
 * clocks differ, a session may be dead and then alive again, which is nobody's promise.
 */
final class LinearizabilityChecker {

    private final List<Call> calls;
    private final boolean countsAreExact;
    private final BitSet taken = new BitSet();
    private final Set<Configuration> seen = new HashSet<>();

    private LinearizabilityChecker(SessionHistory history) {
        this.calls = history.calls();
        this.countsAreExact = history.onlyOneOfItsSubject();
    }

    /** The sessions whose part of the history cannot be explained, each with that part. Empty if all is well. */
    static List<Violation> violations(History history) {
        List<Violation> violations = new ArrayList<>();
        SessionHistory.partsOf(history).forEach(part -> {
            if (!new LinearizabilityChecker(part).explains(SessionModel.EMPTY)) {
                violations.add(new Violation(part.id(), part.calls()));
            }
        });
        return violations;
    }

    private boolean explains(SessionModel model) {
        if (remaining().allMatch(call -> call.returned().isEmpty())) {
            return true;
        }
        if (!seen.add(new Configuration((BitSet) taken.clone(), model))) {
            return false;
        }
        long earliestEnd = remaining()
                .flatMap(call -> call.returned().stream())
                .mapToLong(Call.Returned::at)
                .min()
                .orElse(Long.MAX_VALUE);
        for (int next = taken.nextClearBit(0); next < calls.size(); next = taken.nextClearBit(next + 1)) {
            Call call = calls.get(next);
            if (call.invokedAt() > earliestEnd) {
                return false;
            }
            SessionModel.Step step = model.step(call.operation());
            if (agrees(call, step.answer())) {
                taken.set(next);
                if (explains(step.after())) {
                    return true;
                }
                taken.clear(next);
            }
        }
        return false;
    }

    private Stream<Call> remaining() {
        return IntStream.range(0, calls.size())
                .filter(index -> !taken.get(index))
                .mapToObj(calls::get);
    }

    /** A subject of several sessions counts the others too, so that its count says at least as much as the model's. */
    private boolean agrees(Call call, Answer expected) {
        if (call.returned().isEmpty()) {
            return true;
        }
        Answer given = call.returned().get().answer();
        if (!countsAreExact
                && expected instanceof Answer.Counted(int own)
                && given instanceof Answer.Counted(int all)) {
            return all >= own;
        }
        return given.equals(expected);
    }

    /** What was tried: these calls taken, in whatever order, and the session as they leave it. */
    private record Configuration(BitSet taken, SessionModel model) {}

    /**
     * A session whose calls cannot be put in an order.
     *
     * @param id the session
     * @param calls all that concern it, in the order of their beginnings
     */
    record Violation(SessionId id, List<Call> calls) {

        @Override
        public String toString() {
            long origin = calls.getFirst().invokedAt();
            return calls.stream()
                    .map(call -> "%,15d %s: %s -> %s"
                            .formatted(
                                    call.invokedAt() - origin,
                                    call.client(),
                                    call.operation(),
                                    call.returned()
                                            .map(done -> "%s at %,d".formatted(done.answer(), done.at() - origin))
                                            .orElse("unknown")))
                    .collect(Collectors.joining("\n", "No order explains session " + id + ":\n", "\n"));
        }
    }
}
