package dev.gatehouse.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordChangeTest {

    private static final String PATH = "/api/auth/password";
    private static final String ANOTHER = "another horse battery";

    @Parameter
    TestDatabase database;

    private TestServer server;

    @BeforeParameterizedClassInvocation
    void start() {
        server = TestServer.start(database.settings());
    }

    @AfterParameterizedClassInvocation
    void stop() {
        server.close();
    }

    @Test
    void change_withCurrentPassword_endsEverySessionAndTheOldPassword() {
        server.makeUser("grace", "viewer");
        Caller here = server.signIn("grace");
        Caller elsewhere = server.signIn("grace");

        Reply changed = here.post(PATH, Map.of("current_password", TestServer.PASSWORD, "new_password", ANOTHER));

        assertThat(changed.status()).isEqualTo(204);
        assertThat(changed.body()).isEmpty();
        assertThat(here.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(elsewhere.get("/api/auth/me").status()).isEqualTo(401);
        assertThat(server.tryToSignIn("grace", TestServer.PASSWORD).status()).isEqualTo(401);
        assertThat(server.tryToSignIn("grace", ANOTHER).status()).isEqualTo(200);
    }

    @Test
    void change_withWrongCurrentPassword_changesNothing() {
        server.makeUser("wrong", "viewer");
        Caller caller = server.signIn("wrong");

        Reply refused = caller.post(PATH, Map.of("current_password", "not the password", "new_password", ANOTHER));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("invalid_credentials");
        assertThat(caller.get("/api/auth/me").status()).isEqualTo(200);
        assertThat(server.tryToSignIn("wrong", ANOTHER).status()).isEqualTo(401);
    }

    @Test
    void change_toShortPassword_saysWhatIsNeededAndChangesNothing() {
        server.makeUser("weak", "viewer");
        Caller caller = server.signIn("weak");

        Reply refused = caller.post(PATH, Map.of("current_password", TestServer.PASSWORD, "new_password", "short"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("weak_password");
        assertThat(refused.text("detail")).contains("5 characters", "at least 12");
        assertThat(caller.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void change_toOnesOwnName_saysSoAndChangesNothing() {
        server.makeUser("lovelace", "viewer");
        Caller caller = server.signIn("lovelace");

        Reply refused = caller.post(
                PATH, Map.of("current_password", TestServer.PASSWORD, "new_password", "Lovelace.10.12.1815"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("weak_password");
        assertThat(refused.text("detail")).contains("own names");
        assertThat(caller.get("/api/auth/me").status()).isEqualTo(200);
    }

    @Test
    void change_triedTooOftenWithWrongPassword_isThrottled() {
        server.makeUser("thief", "viewer");
        Caller caller = server.signIn("thief");
        for (int attempt = 0; attempt < 5; attempt++) {
            caller.post(PATH, Map.of("current_password", "guess number " + attempt, "new_password", ANOTHER));
        }

        Reply refused = caller.post(PATH, Map.of("current_password", TestServer.PASSWORD, "new_password", ANOTHER));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("throttled");
        assertThat(refused.header("retry-after")).isEqualTo("60");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"current_password\":\"correct horse battery\"}",
                "{\"new_password\":\"another horse battery\"}"
            })
    void change_withoutBothPasswords_isInvalid(String body) {
        Reply refused = server.signIn(TestServer.ADMIN).send("POST", PATH, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("invalid_request");
    }
}
