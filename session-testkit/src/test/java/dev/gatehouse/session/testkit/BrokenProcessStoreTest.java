package dev.gatehouse.session.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract between processes rejects a store that does not see what the others write. */
final class BrokenProcessStoreTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twoProcesses_onOneSession_areLinearizable",
                "create_inTwoProcesses_isTrueForExactlyOne",
                "touch_inAnotherProcess_revivesNothingRevokedHere",
            })
    void staleStore_failsTheTestThatNamesItsFault(String test) {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Stale.class, test))
                .execute()
                .testEvents()
                .assertStatistics(counted -> counted.started(1).failed(1));
    }

    static final class Stale extends SessionStoreProcessContract {

        @Override
        protected SharedSessionStoreFixture newFixture() {
            return new LogFixture(Map.of(LogSessionStore.STALE, "true"));
        }
    }
}
