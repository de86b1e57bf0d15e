package dev.gatehouse.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.database.Database;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The account that each request reads is the one that is there. */
class AccountLookupTest {

    @ParameterizedTest
    @EnumSource
    void findLater_readsWhatTheRepositoryDoes(TestDatabase database) {
        try (TestServer server = TestServer.start(database.settings())) {
            Caller admin = server.signIn(TestServer.ADMIN);
            String bare = server.makeUser("bare", "viewer");
            server.makeUser("full", "operator");
            Caller full = server.signIn("full");
            String id = full.get("/api/auth/me").text("id");
            admin.patch("/api/users/" + id, Map.of("full_name", "Zoë 名", "email", "Full@Example.com"));
            admin.patch("/api/users/" + bare, Map.of("active", false));

            AccountRepository repository = server.bean(AccountRepository.class);
            List<Account> accounts = server.bean(Database.class).read(() -> repository.pageAfter("", 10));

            assertThat(accounts).hasSize(3);
            Accounts lookup = server.bean(Accounts.class);
            for (Account account : accounts) {
                assertThat(lookup.findLater(account.subject())
                                .toCompletableFuture()
                                .join())
                        .isEqualTo(Optional.of(account));
            }
            assertThat(lookup.findLater(new SubjectId("nobody"))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void changesMadeHere_showAtOnceWhereSessionsAreApart() {
        try (ValkeyServer valkey = ValkeyServer.start(ValkeyBinaries.any());
                TestServer server = TestServer.startOnRealClock(
                        Map.of("SESSION_STORE_TYPE", "valkey", "VALKEY_URL", "redis://" + valkey.address()))) {
            Caller admin = server.signIn(TestServer.ADMIN);
            for (int i = 0; i < 20; i++) {
                String id = admin.get("/api/auth/me").text("id");
                admin.patch("/api/users/" + id, Map.of("full_name", "Name " + i));
                assertThat(admin.get("/api/auth/me").text("full_name")).isEqualTo("Name " + i);
            }

            String signedInAt = Reply.text(
                    server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD).object("user"), "last_login_at");
            assertThat(admin.get("/api/auth/me").text("last_login_at")).isEqualTo(signedInAt);
        }
    }
}
