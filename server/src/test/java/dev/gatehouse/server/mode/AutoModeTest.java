package dev.gatehouse.server.mode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Application;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.AccountService;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.account.NewAccount;
import dev.gatehouse.server.audit.Actor;
import dev.gatehouse.server.config.Configuration;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AutoModeTest {

    private static final String CHECK = "/authz/auth-request";
    private static final Duration BOUND = Duration.ofSeconds(2);

    private final TestDatabase database;
    private Map<String, String> settings = Map.of();
    private TestServer server;

    AutoModeTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        settings = database.settings(
                Map.of("AUTH_MODE", "auto", "INITIAL_ADMIN_USERNAME", "", "INITIAL_ADMIN_PASSWORD", ""));
        server = TestServer.startOnRealClock(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Does what a command beside the server does. */
    private void command(Consumer<ApplicationContext> work) {
        try (ApplicationContext context =
                Application.forCommand(server.bean(Configuration.class), InstantSource.system())) {
            work.accept(context);
        }
    }

    private void makeUser() {
        command(AutoModeTest::makeUser);
    }

    private static void makeUser(ApplicationContext context) {
        NewAccount wanted = new NewAccount(
                TestServer.ADMIN, Optional.empty(), Optional.empty(), Optional.empty(), true, TestServer.PASSWORD);
        context.getBean(AccountService.class).create(wanted, Actor.SYSTEM);
    }

    private static void deleteUser(ApplicationContext context) {
        Account admin = context.getBean(Accounts.class).named(TestServer.ADMIN).orElseThrow();
        context.getBean(AccountService.class).delete(admin.id(), true, Actor.SYSTEM);
    }

    private Reply write() {
        return server.anonymous().with("X-Original-Method", "POST").get(CHECK);
    }

    private int read() {
        return server.anonymous().get(CHECK).status();
    }

    private void awaitActivation() throws InterruptedException {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (read() != 401) {
            assertThat(System.nanoTime()).as("not active after " + BOUND).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    @Test
    void withoutUsers_readsPass_writesDoNot_andNobodySignsIn() {
        assertThat(read()).isEqualTo(200);
        assertThat(write().status()).isEqualTo(403);
        assertThat(write().code()).isEqualTo("auth_disabled");
        Reply login = server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD);
        assertThat(login.status()).isEqualTo(403);
        assertThat(login.code()).isEqualTo("auth_disabled");
        assertThat(server.anonymous().get("/api/auth/state").body())
                .isEqualTo("{\"auth_enabled\":false,\"setup_required\":false,\"mode\":\"auto\"}");
        assertThat(server.anonymous().get("/api/auth/config").body())
                .isEqualTo("{\"mode\":\"auto\",\"password_auth_enabled\":false,\"oauth_providers\":[],"
                        + "\"signup_enabled\":false}");
    }

    @Test
    void withoutUsers_administrationTakesACredential() {
        for (String path : List.of("/api/users", "/api/keys", "/api/audit", "/api/auth/sessions", "/api/auth/me")) {
            assertThat(server.anonymous().get(path).status()).as(path).isEqualTo(401);
            assertThat(server.anonymous().bearing("gts_rubbish").get(path).status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(server.anonymous()
                        .post("/api/users", Map.of("username", "x"))
                        .status())
                .isEqualTo(401);
        assertThat(server.anonymous().post("/api/auth/logout").status()).isEqualTo(401);
    }

    @Test
    void looking_makesNoFile() throws IOException {
        for (String path : List.of(
                "/",
                "/health",
                "/health/readiness",
                "/health/liveness",
                "/metrics",
                "/openapi.json",
                "/api/auth/me",
                "/api/auth/state",
                "/api/auth/config",
                "/api/users",
                CHECK)) {
            server.anonymous().get(path);
        }
        server.tryToSignIn(TestServer.ADMIN, TestServer.PASSWORD);
        server.anonymous().post("/api/auth/logout");

        if (database == TestDatabase.SQLITE) {
            assertThat(filesOf(server.dataDirectory())).isEmpty();
        }
        assertThat(server.anonymous().get("/health/readiness").status()).isEqualTo(200);
    }

    private static List<Path> filesOf(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void firstUser_madeByACommand_turnsCredentialsOn_withoutARestart() throws InterruptedException {
        makeUser();

        awaitActivation();

        assertThat(write().status()).isEqualTo(401);
        assertThat(server.signIn(TestServer.ADMIN).get(CHECK).header("remote-user"))
                .isEqualTo(TestServer.ADMIN);
        assertThat(server.anonymous().get("/api/auth/state").body())
                .isEqualTo("{\"auth_enabled\":true,\"setup_required\":false,\"mode\":\"auto\"}");
        assertThat(server.anonymous().get("/health/readiness").body()).contains("\"sessions\":\"ok\"");
    }

    @Test
    void deletingEverybody_opensNothing_evenAfterARestart() throws InterruptedException {
        makeUser();
        awaitActivation();

        command(AutoModeTest::deleteUser);

        assertThat(read()).isIn(401, 503);
        Map<String, String> again = new HashMap<>(settings);
        again.put("DATA_DIR", server.dataDirectory().toString());
        server.stop();
        try (TestServer restarted = TestServer.startOnRealClock(again)) {
            assertThat(restarted.anonymous().get(CHECK).status()).isEqualTo(503);
            assertThat(restarted.anonymous().get(CHECK).code()).isEqualTo("setup_required");
        }
    }

    @Test
    void aUserWhomNoServerSaw_turnsCredentialsOn_too() {
        Configuration configuration = server.bean(Configuration.class);
        Map<String, String> again = new HashMap<>(settings);
        again.put("DATA_DIR", server.dataDirectory().toString());
        server.stop();
        try (ApplicationContext context = Application.forCommand(configuration, InstantSource.system())) {
            makeUser(context);
            deleteUser(context);
        }

        try (TestServer restarted = TestServer.startOnRealClock(again)) {
            assertThat(restarted.anonymous().get(CHECK).code()).isEqualTo("setup_required");
        }
    }
}
