package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PausingSessionStoreTest {

    private static final Session SESSION =
            TestSessions.of(TestSessions.subject("alice"), 1).build();

    private final SessionStore store = new ReferenceSessionStore.Backend().open();

    @Test
    void create_runsTheHooksAroundTheStoresOwn() {
        List<Boolean> there = new ArrayList<>();
        Runnable look = () -> there.add(
                Answers.await(store.find(SESSION.id(), TestSessions.START)).isPresent());

        assertThat(new PausingSessionStore(store, look, look).create(SESSION)).isTrue();

        assertThat(there).containsExactly(false, true);
    }

    @Test
    void create_heldWhileTheEpochIsRaised_isRefused() {
        SessionStore pausing = new PausingSessionStore(
                store, () -> store.revokeAll(SESSION.subject(), 1, TestSessions.START), () -> {});

        assertThat(pausing.create(SESSION)).isFalse();
    }
}
