package dev.gatehouse.server.usersfile;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.server.Caller;
import dev.gatehouse.server.Reply;
import dev.gatehouse.server.TestDatabase;
import dev.gatehouse.server.TestServer;
import dev.gatehouse.server.account.Account;
import dev.gatehouse.server.account.Accounts;
import dev.gatehouse.server.maintenance.Maintenance;
import dev.gatehouse.session.testkit.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A server whose users are in a file, and the file changes. */
@Timeout(120)
@ParameterizedClass
@EnumSource(TestDatabase.class)
class UsersFileFollowerTest {

    private static final String OTHER_PASSWORD = "another horse battery";

    /** Of {@link TestServer#PASSWORD}, at a cost that is renewed with the first sign-in. */
    private static final String HASH = hash(TestServer.PASSWORD);

    private static final String OTHER_HASH = hash(OTHER_PASSWORD);
    private static final String BOSS = user("boss", HASH, "role: admin");

    @TempDir
    Path directory;

    private final TestDatabase database;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Path file;
    private Map<String, String> settings;

    UsersFileFollowerTest(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void prepare() {
        file = directory.resolve("users.yaml");
        settings = new HashMap<>(database.settings(Map.of("AUTH_USERS_FILE", file.toString())));
        settings.putAll(Map.of("INITIAL_ADMIN_USERNAME", "", "INITIAL_ADMIN_PASSWORD", ""));
        log.start();
        ((Logger) LoggerFactory.getLogger("dev.gatehouse.server")).addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger("dev.gatehouse.server")).detachAppender(log);
    }

    private static String hash(String password) {
        return BCrypt.withDefaults().hashToString(4, password.toCharArray());
    }

    private static String user(String username, String hash, String... more) {
        return "- {username: " + username + ", password_hash: '" + hash + "'" + (more.length == 0 ? "" : ", ")
                + String.join(", ", more) + "}\n";
    }

    /** Replaces the file as a careful program does, with the users under {@code auth}. */
    private void write(String... users) {
        replace(users.length == 0 ? "auth: {users: []}" : "auth:\n  users:\n  " + String.join("  ", users));
    }

    private void replace(String text) {
        try {
            Path next = Files.writeString(directory.resolve("users.yaml.new"), text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> warnings() {
        return said(Level.WARN);
    }

    /** What the log says of the file. */
    private List<String> said(Level level) {
        // Appending is synchronized on it, too.
        synchronized (log) {
            return log.list.stream()
                    .filter(event -> event.getLevel() == level)
                    .map(ILoggingEvent::getFormattedMessage)
                    .filter(message -> message.startsWith("AUTH_USERS_FILE"))
                    .toList();
        }
    }

    private static void await(String what, TestServer server, String username, boolean there) {
        Awaiting.until(what, () -> account(server, username).isPresent() == there);
    }

    private static Optional<Account> account(TestServer server, String username) {
        return server.bean(Accounts.class).named(username);
    }

    private static int status(TestServer server, String token) {
        return server.anonymous().bearing(token).get("/api/auth/me").status();
    }

    private static void awaitDead(TestServer server, String token) {
        Awaiting.until("the session is dead", () -> status(server, token) == 401);
    }

    /** Replaces the file, and waits until that was followed to the end. */
    private void writeAndWait(String... users) {
        int before = said(Level.INFO).size();
        write(users);
        Awaiting.until("the file is followed", () -> said(Level.INFO).size() > before);
    }

    /** Events of a type as JSON. */
    private static List<String> events(TestServer server, String type) {
        return server.signIn("boss").get("/api/audit?type=" + type).items().stream()
                .map(event -> String.valueOf(event.getValue()))
                .toList();
    }

    @Test
    void start_makesTheUsersOfTheFile_theFirstAnAdmin_withoutAnInitialAdmin() {
        write(user("boss", HASH), user("Bob", HASH, "role: operator", "email: bob@example.com", "full_name: B"));
        try (TestServer server = TestServer.start(settings)) {
            assertThat(server.signIn("boss").get("/api/auth/me").text("role")).isEqualTo("admin");
            Reply bob = server.signIn("bob@example.com").get("/api/auth/me");

            assertThat(bob.text("username")).isEqualTo("Bob");
            assertThat(bob.text("role")).isEqualTo("operator");
            assertThat(bob.text("full_name")).isEqualTo("B");
            assertThat(warnings())
                    .containsExactly("AUTH_USERS_FILE: boss becomes an admin, as the first user always does");
            assertThat(events(server, "user.created"))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event).contains("system", "users file"));
        }
    }

    @Test
    void start_withAnAdminFurtherDown_makesNobodyElseOne() {
        write(user("alice", HASH), BOSS);
        try (TestServer server = TestServer.start(settings)) {
            assertThat(server.signIn("alice").get("/api/auth/me").text("role")).isEqualTo("viewer");
            assertThat(server.signIn("boss").get("/api/auth/me").text("role")).isEqualTo("admin");
            assertThat(warnings()).isEmpty();
        }
    }

    @Test
    void start_withNobodyInTheFile_makesTheInitialAdmin() {
        write();
        settings.remove("INITIAL_ADMIN_USERNAME");
        settings.remove("INITIAL_ADMIN_PASSWORD");
        try (TestServer server = TestServer.start(settings)) {
            server.signIn(TestServer.ADMIN);
        }
    }

    @Test
    void hash_thatChanges_endsThatUsersSessions_andOpensWithTheOtherPassword() {
        write(BOSS, user("alice", HASH), user("bob", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String alice = server.token("alice");
            String bob = server.token("bob");
            write(BOSS, user("alice", OTHER_HASH), user("bob", HASH));
            long written = System.nanoTime();

            awaitDead(server, alice);
            assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(Duration.ofSeconds(2));
            assertThat(server.tryToSignIn("alice", OTHER_PASSWORD).status()).isEqualTo(200);
            assertThat(server.tryToSignIn("alice", TestServer.PASSWORD).status())
                    .isEqualTo(401);
            assertThat(status(server, bob)).isEqualTo(200);
            assertThat(events(server, "password.reset"))
                    .singleElement()
                    .asString()
                    .contains("alice", "system", "users file")
                    .doesNotContain("$2");
        }
    }

    @Test
    void user_thatIsRemoved_isGone_withTheirSessions_andCanComeBack() {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String alice = server.token("alice");
            write(BOSS);

            awaitDead(server, alice);
            assertThat(account(server, "alice")).isEmpty();
            assertThat(events(server, "user.deleted"))
                    .singleElement()
                    .asString()
                    .contains("alice", "system", "users file");

            write(BOSS, user("alice", HASH));
            await("alice is back", server, "alice", true);
            assertThat(status(server, alice)).isEqualTo(401);
            server.signIn("alice");
        }
    }

    @Test
    void role_orState_thatChanges_endsTheSessions_andNeitherPasswordNorTheOtherIsTouched() {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String alice = server.token("alice");
            write(BOSS, user("alice", HASH, "role: operator"));
            awaitDead(server, alice);

            String again = server.token("alice");
            write(BOSS, user("alice", HASH, "role: operator", "active: false"));
            awaitDead(server, again);
            assertThat(server.tryToSignIn("alice", TestServer.PASSWORD).status())
                    .isEqualTo(401);

            assertThat(events(server, "user.updated"))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event).contains("users file"));
            assertThat(events(server, "password.reset")).isEmpty();
        }
    }

    @Test
    void name_thatChanges_endsNoSession() {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String alice = server.token("alice");
            writeAndWait(BOSS, user("Alice", HASH, "full_name: Alice A.", "email: a@example.com"));

            Reply me = server.anonymous().bearing(alice).get("/api/auth/me");
            assertThat(me.status()).isEqualTo(200);
            assertThat(me.text("username")).isEqualTo("Alice");
            assertThat(me.text("full_name")).isEqualTo("Alice A.");
        }
    }

    @Test
    void whatWasChangedElsewhere_stands_untilTheFileSaysSomethingElseOfThat() {
        write(BOSS, user("alice", HASH), user("bob", HASH));
        try (TestServer server = TestServer.start(settings)) {
            Caller alice = server.signIn("alice");
            assertThat(alice.post(
                                    "/api/auth/password",
                                    Map.of(
                                            "current_password",
                                            TestServer.PASSWORD,
                                            "new_password",
                                            "of my own choosing"))
                            .status())
                    .isEqualTo(204);
            String bobsId = account(server, "bob").orElseThrow().id();
            assertThat(server.signIn("boss")
                            .patch("/api/users/" + bobsId, Map.of("active", false))
                            .status())
                    .isEqualTo(200);
            String token = server.tryToSignIn("alice", "of my own choosing").text("token");

            writeAndWait(BOSS, user("alice", HASH, "full_name: Alice"), user("bob", OTHER_HASH));
            assertThat(status(server, token)).isEqualTo(200);
            assertThat(account(server, "bob").orElseThrow().active()).isFalse();

            write(BOSS, user("alice", OTHER_HASH, "full_name: Alice"), user("bob", OTHER_HASH, "active: true"));
            awaitDead(server, token);
            assertThat(server.tryToSignIn("alice", OTHER_PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void secondServer_withTheSameFile_changesNothing_andNoChangeIsAppliedTwice() {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String alice = server.token("alice");
            Map<String, String> same = new HashMap<>(settings);
            same.put("DATA_DIR", server.dataDirectory().toString());
            try (TestServer other = TestServer.start(same)) {
                assertThat(status(other, alice)).isEqualTo(200);
                assertThat(events(other, "user.created")).hasSize(2);
                assertThat(events(other, "user.updated")).isEmpty();
                assertThat(events(other, "password.reset")).isEmpty();

                write(BOSS, user("alice", OTHER_HASH), user("bob", HASH));
                awaitDead(server, alice);
                awaitDead(other, alice);
                await("bob is made", other, "bob", true);
                assertThat(other.tryToSignIn("alice", OTHER_PASSWORD).status()).isEqualTo(200);
                assertThat(events(other, "password.reset")).hasSize(1);
                assertThat(events(other, "user.created")).hasSize(3);
            }
        }
    }

    @Test
    void file_thatCannotBeUsed_changesNothing_isToldOnce_andFollowedAgainLater() throws IOException {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String alice = server.token("alice");
            int told = 0;
            for (String text : List.of("", "auth:\n  users:\n", "users: [", "users:\n- {username: x}\n", "users: {}")) {
                replace(text);
                int before = told;
                Awaiting.until("the log says why", () -> warnings().size() > before);
                assertThat(warnings()).hasSize(++told);
                assertThat(warnings().getLast()).contains("AUTH_USERS_FILE: ", "users stay as they are");
            }
            Files.delete(file);
            Awaiting.until("the log says why", () -> warnings().size() == 6);
            assertThat(warnings().getLast()).contains("does not exist");
            assertThat(status(server, alice)).isEqualTo(200);

            writeAndWait(BOSS, user("alice", HASH));
            assertThat(warnings()).hasSize(told + 1);
            assertThat(status(server, alice)).isEqualTo(200);
        }
    }

    /** The follower of a server that does not look by itself any more. */
    private static UsersFileFollower byHand(TestServer server) {
        server.bean(Maintenance.class).close();
        UsersFileFollower follower = server.bean(UsersFileFollower.class);
        follower.look();
        return follower;
    }

    @Test
    void look_atWhatIsThereForTheFirstTime_changesNothing_sinceSomebodyMayStillBeWriting() {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            UsersFileFollower follower = byHand(server);
            write(BOSS);
            follower.look();
            assertThat(account(server, "alice")).isPresent();

            write(BOSS, user("alice", HASH), user("bob", HASH));
            follower.look();
            assertThat(account(server, "bob")).isEmpty();
            follower.look();
            assertThat(account(server, "bob")).isPresent();
            assertThat(account(server, "alice")).isPresent();
        }
    }

    @Test
    void look_atTheSameTroubleAgain_inWhateverText_isToldOnce() {
        write(BOSS);
        try (TestServer server = TestServer.start(settings)) {
            UsersFileFollower follower = byHand(server);
            for (String text : List.of("", "# nobody", "auth: {}")) {
                replace(text);
                for (int i = 0; i < 5; i++) {
                    follower.look();
                }
            }

            assertThat(warnings()).singleElement().asString().contains("there is no list of users");
        }
    }

    @Test
    void accountOfAnotherOrigin_isLeftAlone_withAWarning() {
        write(BOSS);
        try (TestServer server = TestServer.start(settings)) {
            Map<String, String> alice = Map.of("username", "alice", "password", OTHER_PASSWORD, "role", "viewer");
            assertThat(server.signIn("boss").post("/api/users", alice).status()).isEqualTo(201);
            String token = server.tryToSignIn("alice", OTHER_PASSWORD).text("token");

            writeAndWait(BOSS, user("ALICE", HASH, "role: admin"));
            assertThat(warnings()).singleElement().asString().contains("ALICE is left out", "not from the file");
            writeAndWait(BOSS);

            assertThat(status(server, token)).isEqualTo(200);
            assertThat(server.tryToSignIn("alice", OTHER_PASSWORD).status()).isEqualTo(200);
        }
    }

    @Test
    void addresses_thatAreSwapped_areSwapped_andOneThatIsTakenIsLeftOut() {
        write(
                BOSS,
                user("alice", HASH, "email: 1@example.com"),
                user("bob", HASH, "email: 2@example.com"),
                user("carol", HASH, "email: 4@example.com"));
        try (TestServer server = TestServer.start(settings)) {
            String boss = account(server, "boss").orElseThrow().id();
            Reply changed = server.signIn("boss").patch("/api/users/" + boss, Map.of("email", "3@example.com"));
            assertThat(changed.status()).isEqualTo(200);

            writeAndWait(
                    BOSS,
                    user("alice", HASH, "email: 2@example.com"),
                    user("bob", HASH, "email: 1@example.com"),
                    user("carol", OTHER_HASH, "email: 3@example.com"),
                    user("dave", HASH, "email: 4@example.com"));
            assertThat(List.of("1@example.com", "2@example.com", "3@example.com", "4@example.com"))
                    .extracting(
                            address -> account(server, address).orElseThrow().username())
                    .containsExactly("bob", "alice", "boss", "dave");
            assertThat(server.tryToSignIn("carol", OTHER_PASSWORD).status()).isEqualTo(200);
            assertThat(warnings()).singleElement().asString().contains("the e-mail address of carol is left out");
        }
    }

    @Test
    void lastAdmin_mayGo_withAWarning_andNobodyBecomesOneForIt() {
        write(BOSS, user("alice", HASH));
        try (TestServer server = TestServer.start(settings)) {
            String boss = server.token("boss");
            write(user("bob", HASH));

            awaitDead(server, boss);
            await("bob is made", server, "bob", true);
            assertThat(server.signIn("bob").get("/api/auth/me").text("role")).isEqualTo("viewer");
            Awaiting.until("the log warns", () -> !warnings().isEmpty());
            assertThat(warnings()).singleElement().asString().contains("no active admin");
        }
    }

    @Test
    void symbolicLink_thatIsSwapped_andAFileWrittenInPlace_areFollowed() throws IOException {
        Path one = Files.createDirectory(directory.resolve("..1")).resolve("users.yaml");
        Path two = Files.createDirectory(directory.resolve("..2")).resolve("users.yaml");
        Files.writeString(one, "users:\n" + BOSS);
        Files.writeString(two, "users:\n" + BOSS + user("alice", HASH));
        Path current = Files.createSymbolicLink(directory.resolve("..data"), Path.of("..1"));
        Files.createSymbolicLink(file, Path.of("..data", "users.yaml"));
        try (TestServer server = TestServer.start(settings)) {
            Path next = Files.createSymbolicLink(directory.resolve("..next"), Path.of("..2"));
            Files.move(next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            await("the swapped link is followed", server, "alice", true);

            Files.writeString(file, "users:\n" + BOSS);
            await("what was written in place is followed", server, "alice", false);
        }
    }
}
