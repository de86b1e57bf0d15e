package dev.gatehouse.session.testkit;

import dev.gatehouse.session.SessionId;
import dev.gatehouse.session.SubjectId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What concerns one session: the calls that name it, and those for its subject. A {@code revokeAll} may take effect for
 * two sessions at different instants, and a {@code list} is one look at each session. {@code sweep} is left out: it
 * must not be seen at all.
 *
 * @param id the session
 * @param calls in the order of their beginnings
 * @param onlyOneOfItsSubject whether no other session of the subject is in the history, so that {@code revokeAll}
 *     counts this one or nothing
 */
record SessionHistory(SessionId id, List<Call> calls, boolean onlyOneOfItsSubject) {

    /** A history cut into one for each session. */
    static List<SessionHistory> partsOf(History history) {
        Map<SessionId, List<Call>> bySession = new HashMap<>();
        Map<SubjectId, List<Call>> bySubject = new HashMap<>();
        Map<SessionId, SubjectId> subjects = new HashMap<>();
        Map<SubjectId, Integer> sessionsOf = new HashMap<>();
        for (Call call : history.calls()) {
            switch (call.operation()) {
                case Operation.Create create -> {
                    add(call, create.session().id(), bySession);
                    if (subjects.put(create.session().id(), create.session().subject()) == null) {
                        sessionsOf.merge(create.session().subject(), 1, Integer::sum);
                    }
                }
                case Operation.Find find -> add(call, find.id(), bySession);
                case Operation.Touch touch -> add(call, touch.id(), bySession);
                case Operation.Revoke revoke -> add(call, revoke.id(), bySession);
                case Operation.RevokeAll revokeAll -> add(call, revokeAll.subject(), bySubject);
                case Operation.Listing listing -> add(call, listing.subject(), bySubject);
                case Operation.Sweep _ -> {}
            }
        }
        return bySession.entrySet().stream()
                .map(part -> {
                    Optional<SubjectId> subject = Optional.ofNullable(subjects.get(part.getKey()));
                    List<Call> shared = subject.map(of -> bySubject.getOrDefault(of, List.of()))
                            .orElse(List.of());
                    boolean only = subject.map(of -> sessionsOf.getOrDefault(of, 0) == 1)
                            .orElse(true);
                    return new SessionHistory(part.getKey(), merged(part.getKey(), part.getValue(), shared), only);
                })
                .toList();
    }

    private static <K> void add(Call call, K key, Map<K, List<Call>> calls) {
        calls.computeIfAbsent(key, _ -> new ArrayList<>()).add(call);
    }

    private static List<Call> merged(SessionId id, List<Call> own, List<Call> shared) {
        return Stream.concat(own.stream(), shared.stream().map(call -> about(id, call)))
                .sorted(Comparator.comparingLong(Call::invokedAt))
                .toList();
    }

    private static Call about(SessionId id, Call call) {
        if (!(call.operation() instanceof Operation.Listing listing)) {
            return call;
        }
        Optional<Answer> shown = call.returned()
                .map(Call.Returned::answer)
                .map(Answer.Listed.class::cast)
                .map(listed -> new Answer.Shown(listed.sessions().stream()
                        .filter(session -> session.id().equals(id))
                        .findAny()));
        return call.as(new Operation.Find(id, listing.now()), shown);
    }
}
