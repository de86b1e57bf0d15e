package dev.gatehouse.session.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.StoreCorruptException;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingSupplier;

abstract class FailureGroup extends ContractGroup {

    private static final Duration BOUND = Duration.ofSeconds(20);

    FailureGroup(Supplier<? extends SessionStoreFixture> fixtures) {
        super(fixtures);
    }

    @Test
    void check_available_returns() {
        store.check();
    }

    @Test
    void unavailable_whateverWrites_failsInBoundedTime() {
        Session session = created(alice(1));
        Session dead = created(alice(2).idle(Duration.ofMillis(1)));
        fixture.makeUnavailable();

        long begun = System.nanoTime();
        List<Boolean> failed = Race.run(List.of(
                isUnavailable(() -> store.check()),
                isUnavailable(() -> store.create(alice(3).build())),
                isUnavailable(() -> store.revoke(session.id(), START)),
                isUnavailable(() -> store.revokeAll(ALICE, 1, START)),
                isUnavailable(() -> store.sweep(dead.expiresAt(), 10))));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        assertThat(failed).containsOnly(true);
    }

    @Test
    void unavailable_whateverReads_answersTrulyOrFailsInBoundedTime() {
        Session session = created(alice(1));
        fixture.makeUnavailable();

        long begun = System.nanoTime();
        List<Boolean> honest = Race.run(List.of(
                () -> isTrueOrUnavailable(() -> find(session.id(), START).equals(Optional.of(session))),
                () -> isTrueOrUnavailable(
                        () -> touch(session.id(), START.plusSeconds(1)).isPresent()),
                () -> isTrueOrUnavailable(() -> list(ALICE, START).size() == 1)));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        assertThat(honest).containsOnly(true);
    }

    @Test
    void availableAgain_openStoreRecoversWithEverythingItHad() {
        Session session = created(alice(1));
        Session revoked = created(alice(2));
        store.revoke(revoked.id(), START);
        store.revokeAll(BOB, 5, START);
        fixture.makeUnavailable();
        assertThatUnavailable(() -> store.check());

        fixture.makeAvailable();
        awaitRecovery();

        assertThat(find(session.id(), START)).contains(session);
        assertThat(touch(revoked.id(), START)).isEmpty();
        assertThat(store.create(bob(1).epoch(4).build())).isFalse();
        assertThat(store.revoke(session.id(), START)).contains(session);
        assertThat(store.create(alice(3).build())).isTrue();
    }

    @Test
    void availableAgain_retryOfWhatFailed_succeeds() {
        Session session = created(alice(1));
        Session begun = bob(1).build();
        fixture.makeUnavailable();
        assertThatUnavailable(() -> store.create(begun));
        assertThatUnavailable(() -> store.revoke(session.id(), START));
        assertThatUnavailable(() -> store.revokeAll(ALICE, 5, START));

        fixture.makeAvailable();
        awaitRecovery();

        store.create(begun);
        store.revoke(session.id(), START);
        store.revokeAll(ALICE, 5, START);
        assertThat(find(begun.id(), START)).contains(begun);
        assertThat(find(session.id(), START)).isEmpty();
        assertThat(store.create(alice(2).epoch(4).build())).isFalse();
    }

    @Test
    void damagedRecord_isCorruptAndNeverEmpty() {
        Session session = created(alice(1));
        fixture.damage(session.id());

        assertThatExceptionOfType(StoreCorruptException.class).isThrownBy(() -> find(session.id(), START));
        assertThatExceptionOfType(StoreCorruptException.class)
                .isThrownBy(() -> touch(session.id(), START.plusSeconds(1)));
        assertThatExceptionOfType(StoreCorruptException.class).isThrownBy(() -> list(ALICE, START));
    }

    @Test
    void damagedRecord_hidesNoOther() {
        Session damaged = created(alice(1));
        Session sibling = created(alice(2));
        Session bobs = created(bob(1));
        fixture.damage(damaged.id());

        assertThat(find(sibling.id(), START)).contains(sibling);
        assertThat(list(BOB, START)).containsExactly(bobs);
        assertThat(store.create(alice(3).build())).isTrue();
    }

    @Test
    void damagedRecord_shieldsNoOtherFromRevokeAll() {
        Session sibling = created(alice(1));
        Session damaged = created(alice(2));
        Session last = created(alice(3));
        fixture.damage(damaged.id());

        assertThat(isTrueOrCorrupt(() -> store.revokeAll(ALICE, 1, START) >= 2)).isTrue();

        assertThat(find(sibling.id(), START)).isEmpty();
        assertThat(find(last.id(), START)).isEmpty();
        assertThat(store.create(alice(4).build())).isFalse();
    }

    @Test
    void closed_everyVerb_isUnavailable() {
        Session session = created(alice(1));
        store.close();

        assertThatUnavailable(() -> store.check());
        assertThatUnavailable(() -> store.create(alice(2).build()));
        assertThatUnavailable(() -> store.revoke(session.id(), START));
        assertThatUnavailable(() -> store.revokeAll(ALICE, 1, START));
        assertThatUnavailable(() -> store.list(ALICE, START, 1));
        assertThatUnavailable(() -> store.sweep(START, 1));
        assertCompletesUnavailable(() -> store.find(session.id(), START));
        assertCompletesUnavailable(() -> store.touch(session.id(), START));
    }

    @Test
    void close_again_isNoError() {
        store.close();
        store.close();

        assertThatUnavailable(() -> store.check());
    }

    @Test
    void limitBelowOne_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> store.list(ALICE, START, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> store.sweep(START, 0));
    }

    private void awaitRecovery() {
        long begun = System.nanoTime();
        while (true) {
            try {
                store.check();
                return;
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() - begun > BOUND.toNanos()) {
                    throw new AssertionError("The store did not recover in " + BOUND, e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static Callable<Boolean> isUnavailable(ThrowingCallable call) {
        return () -> {
            assertThatUnavailable(call);
            return true;
        };
    }

    private static void assertThatUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(call);
    }

    private static void assertCompletesUnavailable(ThrowingSupplier<CompletionStage<?>> call) {
        assertThat(assertDoesNotThrow(call).toCompletableFuture())
                .failsWithin(BOUND.toSeconds(), SECONDS)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(StoreUnavailableException.class);
    }

    private static boolean isTrueOrUnavailable(Supplier<Boolean> answer) {
        return isTrueOr(StoreUnavailableException.class, answer);
    }

    private static boolean isTrueOrCorrupt(Supplier<Boolean> answer) {
        return isTrueOr(StoreCorruptException.class, answer);
    }

    private static boolean isTrueOr(Class<? extends StoreException> failure, Supplier<Boolean> answer) {
        try {
            return answer.get();
        } catch (StoreException e) {
            assertThat(e).isInstanceOf(failure);
            return true;
        }
    }
}
