package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

abstract class LinearizabilityGroup extends ContractGroup {

    private static final int HISTORIES = 60;
    private static final int CLIENTS = 4;
    private static final int CALLS_EACH = 15;

    LinearizabilityGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void oneSessionByManyThreads_isLinearizable() {
        assertHistoriesAreLinearizable(List.of(store), 1);
    }

    @Test
    void severalSessionsByManyThreads_areLinearizable() {
        assertHistoriesAreLinearizable(List.of(store), 3);
    }

    @Test
    void oneSessionThroughTwoStores_isLinearizable() {
        assertHistoriesAreLinearizable(List.of(store, openAnother()), 1);
    }

    private void assertHistoriesAreLinearizable(List<SessionStore> stores, int sessions) {
        for (int seed = 0; seed < HISTORIES; seed++) {
            History history = race(stores, sessions, seed);
            assertThat(LinearizabilityChecker.violations(history))
                    .as("Seed %d", seed)
                    .isEmpty();
        }
    }

    private static History race(List<SessionStore> stores, int sessions, long seed) {
        SubjectId subject = TestSessions.subject("racing" + seed);
        Queue<HistoryEvent> events = new ConcurrentLinkedQueue<>();
        Race.run(CLIENTS, number -> {
            String name = "client" + number;
            RecordingClient client = new RecordingClient(name, stores.get(number % stores.size()), events::add);
            RacingOperations operations =
                    new RacingOperations(new Random(seed * CLIENTS + number), name, subject, sessions);
            for (int call = 0; call < CALLS_EACH; call++) {
                client.answer(operations.next());
            }
            return number;
        });
        return History.of(List.copyOf(events));
    }
}
