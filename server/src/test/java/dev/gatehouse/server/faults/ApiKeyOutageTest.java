package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.FailingSessionStore;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.apikey.ApiKeyService;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.revocation.SessionBackend;
import dev.gatehouse.session.testkit.Awaiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** API keys while the session store, or the accounts database that they are in, is away: two replicas. */
@Timeout(120)
class ApiKeyOutageTest {

    /** An API key is not believed from memory for longer than this. */
    private static final Duration LONGEST_BELIEF = Duration.ofSeconds(1);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(1);

    private PostgresServer postgres;
    private TestServer one;
    private TestServer other;

    @BeforeEach
    void start() throws Exception {
        postgres = PostgresServer.start();
        Map<String, String> settings =
                Map.of("DATABASE_URL", postgres.url("postgres", "x", "postgres"), "SESSION_STORE_TYPE", "failing");
        one = TestServer.startOnRealClock(settings);
        other = TestServer.startOnRealClock(settings);
    }

    @AfterEach
    void stop() throws Exception {
        other.close();
        one.close();
        postgres.close();
    }

    private static int status(Caller caller) {
        return caller.get("/api/auth/me").status();
    }

    @Test
    void keysOpen_andEnd_whileTheSessionStoreIsAway() {
        List<String> keys = Stream.generate(() -> one.apiKey(TestServer.ADMIN))
                .limit(20)
                .map(made -> made.text("key"))
                .toList();
        List<Caller> elsewhere =
                keys.stream().map(key -> other.anonymous().bearing(key)).toList();
        Stream.of(one, other)
                .map(server ->
                        (FailingSessionStore) server.bean(SessionBackend.class).store())
                .forEach(FailingSessionStore::fail);
        assertThat(elsewhere).allSatisfy(caller -> assertThat(status(caller)).isEqualTo(200));

        assertThat(one.bean(ApiKeyService.class).revoke("1", Actor.SYSTEM)).isInstanceOf(Outcome.Done.class);
        Awaiting.until("the other server knows of one", () -> status(elsewhere.getFirst()) == 401);
        Account admin = one.bean(Accounts.class).named(TestServer.ADMIN).orElseThrow();
        assertThat(one.bean(AccountService.class).revoke(admin.id(), false, true, Actor.SYSTEM))
                .isInstanceOf(Outcome.Done.class);

        Awaiting.until(
                "the other server knows of all", () -> elsewhere.stream().allMatch(caller -> status(caller) == 401));
    }

    @Test
    void keys_areNobodysToJudge_aSecondAfterTheDatabaseWentAway_andOpenAgainOnceItIsBack() throws Exception {
        Caller holder = one.signInByKey(TestServer.ADMIN);
        assertThat(status(holder)).isEqualTo(200);
        postgres.suspend();
        long away = System.nanoTime();

        int status = status(holder);
        while (status == 200) {
            Duration since = Duration.ofNanos(System.nanoTime() - away);
            assertThat(since).isLessThan(LONGEST_BELIEF.plus(LONGEST_ANSWER));
            status = status(holder);
        }
        assertThat(status).isEqualTo(503);
        assertThat(holder.get("/api/auth/me").code()).isEqualTo("store_unavailable");
        assertThat(holder.get("/authz/auth-request").status()).isEqualTo(503);

        postgres.resume();
        Awaiting.until("the key opens again", () -> status(holder) == 200);
    }
}
