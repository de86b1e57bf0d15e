package dev.gatehouse.session.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract rejects each broken store, by the test that names the rule it breaks. */
final class BrokenStoresTest {

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("broken")
    void brokenStore_failsTheTestThatNamesItsFault(
            Class<? extends SessionStoreContract> contract, Class<?> group, String test) {
        Events tests = run(selectNestedMethod(List.of(contract), group, test));

        tests.assertStatistics(counted -> counted.started(1).failed(1));
        assertThat(tests.failed().stream())
                .allMatch(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .filter(AssertionError.class::isInstance)
                        .isPresent());
    }

    /** Nothing else knows these faults by name: recorded histories alone give them away. */
    @ParameterizedTest
    @ValueSource(
            classes = {
                UpsertingTouch.class,
                RevokeForEverybody.class,
                ForgottenEpoch.class,
                FallingEpoch.class,
                CheckThenCreate.class
            })
    void brokenStore_isNotLinearizable(Class<? extends SessionStoreContract> contract) {
        Events tests = run(selectNestedClass(List.of(contract), SessionStoreContract.Linearizability.class));

        assertThat(tests.failed().count()).isPositive();
    }

    private static Events run(DiscoverySelector selector) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selector)
                .execute()
                .testEvents();
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments(
                        UpsertingTouch.class,
                        SessionStoreContract.NoResurrection.class,
                        "touch_racingRevoke_revivesNothing"),
                arguments(
                        UpsertingTouch.class,
                        SessionStoreContract.NoResurrection.class,
                        "touch_racingRevokeAll_revivesNothing"),
                arguments(
                        CheckThenCreate.class,
                        SessionStoreContract.Create.class,
                        "create_byManyThreads_isTrueForExactlyOne"),
                arguments(
                        EpochCheckedBeforeCreate.class,
                        SessionStoreContract.NoResurrection.class,
                        "create_racingRevokeAll_leavesNoLoginBegunUnderTheOldEpoch"),
                arguments(ListingOfTheDead.class, SessionStoreContract.Listing.class, "list_deadUnswept_isNotShown"),
                arguments(
                        SweepOfTheLiving.class,
                        SessionStoreContract.Sweep.class,
                        "sweep_touchedPastItsFirstDeadline_isSpared"),
                arguments(
                        RevokeForEverybody.class,
                        SessionStoreContract.Revoke.class,
                        "revoke_byManyThreads_returnsItToExactlyOne"),
                arguments(
                        AliveAtTheDeadline.class,
                        SessionStoreContract.Find.class,
                        "find_aroundTheIdleDeadline_isEmptyFromTheDeadlineOn"),
                arguments(
                        TouchWithoutInterval.class,
                        SessionStoreContract.Touch.class,
                        "touch_belowTheInterval_isPresentAndNotWritten"),
                arguments(
                        TouchPastTheAbsoluteLimit.class,
                        SessionStoreContract.Touch.class,
                        "touch_aroundTheAbsoluteDeadline_isEmptyFromTheDeadlineOn"),
                arguments(
                        SwallowedError.class,
                        SessionStoreContract.Failure.class,
                        "unavailable_whateverReads_answersTrulyOrFailsInBoundedTime"),
                arguments(
                        SwallowedError.class,
                        SessionStoreContract.Failure.class,
                        "damagedRecord_isCorruptAndNeverEmpty"),
                arguments(ThrowingFind.class, SessionStoreContract.Failure.class, "closed_everyVerb_isUnavailable"),
                arguments(SharedData.class, SessionStoreContract.Isolation.class, "storeOnOtherData_sharesNothing"),
                arguments(
                        ForgottenEpoch.class,
                        SessionStoreContract.NoResurrection.class,
                        "create_begunBeforeRevokeAllAndArrivingAfter_isFalse"),
                arguments(
                        FallingEpoch.class,
                        SessionStoreContract.RevokeAll.class,
                        "revokeAll_lowerEpochAfterwards_doesNotLetTheEpochFall"),
                arguments(
                        RevokeAllOfEveryEpoch.class,
                        SessionStoreContract.RevokeAll.class,
                        "revokeAll_sessionsAtOrAboveTheEpoch_areSpared"),
                arguments(
                        RevokeAllCountsTheDead.class,
                        SessionStoreContract.RevokeAll.class,
                        "revokeAll_deadSessions_areNotCounted"),
                arguments(
                        TouchBackwards.class,
                        SessionStoreContract.Touch.class,
                        "touch_clockGoingBackwards_keepsLastSeenAt"),
                arguments(SlidingFind.class, SessionStoreContract.Find.class, "find_again_doesNotSlide"),
                arguments(
                        StaleFind.class,
                        SessionStoreContract.Isolation.class,
                        "twoStoresOnOneData_seeEachOthersWritesAtOnce"));
    }

    static final class UpsertingTouch extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.UpsertingTouch::new);
        }
    }

    static final class CheckThenCreate extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.CheckThenCreate::new);
        }
    }

    static final class EpochCheckedBeforeCreate extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.EpochCheckedBeforeCreate::new);
        }
    }

    static final class ListingOfTheDead extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.ListingOfTheDead::new);
        }
    }

    static final class SweepOfTheLiving extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.SweepOfTheLiving::new);
        }
    }

    static final class RevokeForEverybody extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.RevokeForEverybody::new);
        }
    }

    static final class AliveAtTheDeadline extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.AliveAtTheDeadline::new);
        }
    }

    static final class TouchWithoutInterval extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.TouchWithoutInterval::new);
        }
    }

    static final class TouchPastTheAbsoluteLimit extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.TouchPastTheAbsoluteLimit::new);
        }
    }

    static final class SwallowedError extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.SwallowedError::new);
        }
    }

    static final class ThrowingFind extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.ThrowingFind::new);
        }
    }

    static final class SharedData extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            ReferenceSessionStore.Backend one = new ReferenceSessionStore.Backend();
            return new ReferenceFixture(_ -> one.open());
        }
    }

    static final class ForgottenEpoch extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.ForgottenEpoch::new);
        }
    }

    static final class FallingEpoch extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.FallingEpoch::new);
        }
    }

    static final class RevokeAllOfEveryEpoch extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.RevokeAllOfEveryEpoch::new);
        }
    }

    static final class RevokeAllCountsTheDead extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.RevokeAllCountsTheDead::new);
        }
    }

    static final class TouchBackwards extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.TouchBackwards::new);
        }
    }

    static final class SlidingFind extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.SlidingFind::new);
        }
    }

    static final class StaleFind extends SessionStoreContract {
        @Override
        protected SessionStoreFixture newFixture() {
            return new ReferenceFixture(BrokenStores.StaleFind::new);
        }
    }
}
