package dev.gatehouse.session.testkit;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.Operation.Create;
import dev.gatehouse.session.testkit.Operation.Find;
import dev.gatehouse.session.testkit.Operation.Listing;
import dev.gatehouse.session.testkit.Operation.Revoke;
import dev.gatehouse.session.testkit.Operation.RevokeAll;
import dev.gatehouse.session.testkit.Operation.Sweep;
import dev.gatehouse.session.testkit.Operation.Touch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>A store promises linearizability per session, so a history is cut into one per session, which keeps the search
 * short: what names the session, and each {@code revokeAll} of its subject, which may take effect for two sessions at
 * different instants. A {@code list} is one look at each session of the subject. {@code sweep} is left out: it must
 * not be seen at all.
 *
 * <p>{@code now} is whatever the callers said. Sessions must not reach a deadline within a history: to callers whose
 * clocks differ, a session may be dead and then alive again, which is nobody's promise.
 */
final class LinearizabilityChecker {

    /** Stands for the subject of ids that nobody created. */
    private static final SubjectId NOBODY = new SubjectId("nobody");

    private final List<Call> calls;
    private final boolean countsAreExact;
    private final BitSet taken = new BitSet();
    private final Set<Configuration> seen = new HashSet<>();

    private LinearizabilityChecker(List<Call> calls, boolean countsAreExact) {
        this.calls = calls;
        this.countsAreExact = countsAreExact;
    }

    /** The sessions whose part of the history cannot be explained, each with that part. Empty if all is well. */
    static List<Violation> violations(History history) {
        Map<SessionId, SubjectId> subjects = new HashMap<>();
        for (Call call : history.calls()) {
            switch (call.operation()) {
                case Create(Session session) -> subjects.put(session.id(), session.subject());
                case Find find -> subjects.putIfAbsent(find.id(), NOBODY);
                case Touch touch -> subjects.putIfAbsent(touch.id(), NOBODY);
                case Revoke revoke -> subjects.putIfAbsent(revoke.id(), NOBODY);
                case RevokeAll _, Listing _, Sweep _ -> {}
            }
        }
        Map<SubjectId, Long> sessionsOf =
                subjects.values().stream().collect(Collectors.groupingBy(s -> s, Collectors.counting()));
        List<Violation> violations = new ArrayList<>();
        subjects.forEach((id, subject) -> {
            List<Call> calls = history.calls().stream()
                    .flatMap(call -> about(id, subject, call).stream())
                    .toList();
            boolean countsAreExact = sessionsOf.getOrDefault(subject, 0L) == 1;
            if (!new LinearizabilityChecker(calls, countsAreExact).explains(SessionModel.EMPTY)) {
                violations.add(new Violation(id, calls));
            }
        });
        return violations;
    }

    private static Optional<Call> about(SessionId id, SubjectId subject, Call call) {
        boolean concerned = switch (call.operation()) {
            case Create(Session session) -> session.id().equals(id);
            case Find find -> find.id().equals(id);
            case Touch touch -> touch.id().equals(id);
            case Revoke revoke -> revoke.id().equals(id);
            case RevokeAll revokeAll -> revokeAll.subject().equals(subject);
            case Listing listing -> listing.subject().equals(subject);
            case Sweep _ -> false;
        };
        if (!concerned) {
            return Optional.empty();
        }
        return Optional.of(call.operation() instanceof Listing listing ? asFind(id, listing, call) : call);
    }

    private static Call asFind(SessionId id, Listing listing, Call call) {
        Optional<Answer> shown = call.returned()
                .map(Call.Returned::answer)
                .map(Answer.Listed.class::cast)
                .map(listed -> new Answer.Shown(listed.sessions().stream()
                        .filter(session -> session.id().equals(id))
                        .findAny()));
        return call.as(new Find(id, listing.now()), shown);
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
