package dev.gatehouse.session.testkit;

import dev.gatehouse.session.testkit.Call.Returned;
import dev.gatehouse.session.testkit.HistoryEvent.Answered;
import dev.gatehouse.session.testkit.HistoryEvent.Invoked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls of several clients, in the order of their beginnings. Immutable.
 *
 * @param calls every call that was begun
 */
record History(List<Call> calls) {

    History {
        calls = calls.stream().sorted(Comparator.comparingLong(Call::invokedAt)).toList();
    }

    /**
     * Pairs beginnings with ends.
     *
     * @param events those of each client in their order; clients may be mixed in any way
     */
    static History of(List<HistoryEvent> events) {
        List<Call> calls = new ArrayList<>();
        Map<String, Invoked> pending = new HashMap<>();
        for (HistoryEvent event : events) {
            switch (event) {
                case Invoked invoked -> {
                    Invoked unanswered = pending.put(invoked.client(), invoked);
                    if (unanswered != null) {
                        calls.add(call(unanswered, Optional.empty()));
                    }
                }
                case Answered answered -> {
                    Invoked invoked = pending.remove(answered.client());
                    if (invoked == null) {
                        throw new IllegalArgumentException("An answer without a call: " + answered);
                    }
                    calls.add(call(invoked, Optional.of(new Returned(answered.at(), answered.answer()))));
                }
            }
        }
        pending.values().forEach(unanswered -> calls.add(call(unanswered, Optional.empty())));
        return new History(calls);
    }

    private static Call call(Invoked invoked, Optional<Returned> returned) {
        return new Call(invoked.client(), invoked.at(), invoked.operation(), returned);
    }
}
