package dev.gatehouse.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.RawHttp;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.outcome.Outcome;
import dev.gatehouse.server.outcome.Refusal;
import dev.gatehouse.session.Client;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever proved who they are, and lost the right to act before they came to act, does nothing. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RevokedActorTest {

    private final TestDatabase database;

    private TestServer server;
    private Account admin;
    private Actor actor;

    RevokedActorTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        server = TestServer.start(database.settings());
        admin = server.bean(Accounts.class).named(TestServer.ADMIN).orElseThrow();
        actor = Actor.user(admin.id(), admin.username(), Client.UNKNOWN).underEpoch(admin.id(), admin.epoch());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void assertRefused(Outcome<?> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(Refusal.Reason.CREDENTIAL_INVALID));
    }

    private NewAccount mallory() {
        return new NewAccount(
                "mallory", Optional.empty(), Optional.empty(), Optional.of(Role.ADMIN), true, TestServer.PASSWORD);
    }

    @Test
    void create_byARevokedActor_isRefused() {
        AccountService service = server.bean(AccountService.class);
        service.endSessions(admin.id(), Actor.SYSTEM);

        assertRefused(service.create(mallory(), actor));

        assertThat(server.bean(Accounts.class).named("mallory")).isEmpty();
    }

    @Test
    void changes_byARevokedActor_areRefused() {
        AccountService service = server.bean(AccountService.class);
        String other = server.makeUser("other", "viewer");
        service.endSessions(admin.id(), Actor.SYSTEM);

        assertRefused(service.update(other, AccountChange.NOTHING, actor));
        assertRefused(service.endSessions(other, actor));
        assertRefused(server.bean(PasswordService.class).reset(other, "another long password", false, actor));
        assertRefused(service.delete(other, false, actor));
    }

    @Test
    void create_byAnActorInGoodStanding_isDone() {
        assertThat(server.bean(AccountService.class).create(mallory(), actor)).isInstanceOf(Outcome.Done.class);
    }

    private void revokeOnceJudged() {
        Counter judged = server.bean(MeterRegistry.class)
                .get("gatehouse.validations")
                .tag("result", "alive")
                .counter();
        while (judged.count() == 0) {
            Thread.onSpinWait();
        }
        server.bean(AccountService.class).endSessions(admin.id(), Actor.SYSTEM);
    }

    @Test
    @Timeout(30)
    void request_whoseBodyComesAfterTheRevocation_changesNothing() {
        String token = server.token(TestServer.ADMIN);
        String body = "{\"username\":\"mallory\",\"password\":\"" + TestServer.PASSWORD + "\"}";
        String head = "POST /api/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                + token + "\r\nContent-Length: " + body.length() + "\r\n\r\n";

        Reply reply = new RawHttp(server.uri())
                .sendInTwo(head + body.substring(0, 10), this::revokeOnceJudged, body.substring(10));

        assertThat(reply.status()).isEqualTo(401);
        assertThat(server.bean(Accounts.class).named("mallory")).isEmpty();
    }
}
