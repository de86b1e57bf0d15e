package dev.gatehouse.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.faults.Api.Answer;
import dev.gatehouse.server.faults.Api.SignedIn;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a full disk sign-ins give way, and every way to end sessions goes on; it passes without a restart. */
final class FullDiskTest {

    private static final String PASSWORD = "a password like any other";

    /** Sign-ins before the disk is filled: enough to end, and few enough for the page limit. */
    private static final int SESSIONS = 120;

    private static final int LOGOUTS = 110;
    private static final int MORE_LOGINS = 2_000;

    @TempDir
    private Path directory;

    @Test
    void fullFileSystem_refusesSignInsAndEndsSessions() throws Exception {
        try (SmallDisk disk = SmallDisk.fileSystem(directory)) {
            assertThatOnlySignInsGiveWay(disk);
        }
    }

    @Test
    void fullByItsPageLimit_refusesSignInsAndEndsSessions() throws Exception {
        try (SmallDisk disk = SmallDisk.pageLimit(directory)) {
            assertThatOnlySignInsGiveWay(disk);
        }
    }

    /** With a log that is still short, and so must grow with every write until it is moved into the database. */
    @Test
    void fullFileSystemRightAfterAStart_refusesSignInsAndEndsSessions() throws Exception {
        try (SmallDisk disk = SmallDisk.fileSystem(directory)) {
            List<SignedIn> sessions = new ArrayList<>();
            String admin;
            String bob;
            try (ForkedServer server = ForkedServer.start(disk.environment())) {
                Api api = server.api();
                admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                        .token();
                api.createUser(admin, "ada", PASSWORD);
                api.createUser(admin, "bob", PASSWORD);
                bob = api.signedIn("bob", PASSWORD).token();
                for (int number = 0; number < LOGOUTS; number++) {
                    sessions.add(api.signedIn("ada", PASSWORD));
                }
                server.stop();
            }
            try (ForkedServer server = ForkedServer.start(disk.environment())) {
                Api api = server.api();
                disk.fillUp();
                logOut(api, sessions);
                assertThat(api.changePassword(bob, PASSWORD, PASSWORD + " changed")
                                .status())
                        .isEqualTo(204);
                assertThat(api.validate(bob)).isEqualTo(401);
                assertThat(api.endSessionsOf(admin, sessions.getFirst().userId())
                                .status())
                        .isEqualTo(204);
                assertThat(server.log()).doesNotContain("Not in the audit log");
                assertThat(DatabaseProbe.integrity(disk.database())).isEqualTo("ok");
            }
        }
    }

    private static void assertThatOnlySignInsGiveWay(SmallDisk disk) throws Exception {
        try (ForkedServer server = ForkedServer.start(disk.environment())) {
            Api api = server.api();
            String admin = api.signedIn(Environments.ADMIN, Environments.ADMIN_PASSWORD)
                    .token();
            String ada = api.createUser(admin, "ada", PASSWORD);
            api.createUser(admin, "bob", PASSWORD);
            List<SignedIn> bobs = List.of(api.signedIn("bob", PASSWORD), api.signedIn("bob", PASSWORD));
            List<SignedIn> sessions = signInUntilFull(api, disk);

            assertThatSignInsAreRefused(api);
            assertThat(alive(api, sessions)).as("validated on a full disk").isEqualTo(sessions.size());
            logOut(api, sessions.subList(0, LOGOUTS));
            endByName(api, sessions.get(LOGOUTS), sessions.get(LOGOUTS + 1));
            assertThat(alive(api, sessions)).isEqualTo(sessions.size() - LOGOUTS - 1);
            assertThat(api.endSessionsOf(admin, ada).status())
                    .as("ended by an admin")
                    .isEqualTo(204);
            assertThat(alive(api, sessions)).isZero();
            assertThat(api.changePassword(bobs.getFirst().token(), PASSWORD, PASSWORD + " changed")
                            .status())
                    .isEqualTo(204);
            assertThat(alive(api, bobs)).isZero();
            assertThat(DatabaseProbe.integrity(disk.database())).isEqualTo("ok");

            disk.giveSpaceBack();
            String again = api.signedIn("ada", PASSWORD).token();
            assertThat(api.validate(again)).isEqualTo(200);
            assertThat(alive(api, sessions)).isZero();
        }
        assertThat(DatabaseProbe.integrity(disk.database())).isEqualTo("ok");
    }

    /** Fills the disk up after the first few, and goes on until nobody is let in. */
    private static List<SignedIn> signInUntilFull(Api api, SmallDisk disk) throws IOException {
        List<SignedIn> sessions = new ArrayList<>();
        for (int number = 0; number < SESSIONS; number++) {
            sessions.add(api.signedIn("ada", PASSWORD));
        }
        disk.fillUp();
        for (int number = 0; number < MORE_LOGINS; number++) {
            Answer answer = api.logIn("ada", PASSWORD);
            if (answer.status() != 200) {
                return sessions;
            }
            sessions.add(SignedIn.of(answer));
        }
        throw new AssertionError("The disk did not fill up");
    }

    private static void assertThatSignInsAreRefused(Api api) throws IOException {
        for (int attempt = 0; attempt < 5; attempt++) {
            Answer right = api.logIn("ada", PASSWORD);
            assertThat(right.status()).as(right.text()).isEqualTo(503);
            assertThat(right.retryAfter()).isPresent();
            Answer wrong = api.logIn("ada", "not the password");
            assertThat(wrong.status()).as(wrong.text()).isIn(401, 503);
        }
    }

    private static void logOut(Api api, List<SignedIn> sessions) throws IOException {
        for (SignedIn session : sessions) {
            Answer answer = api.logOut(session.token());
            assertThat(answer.status()).as(answer.text()).isEqualTo(204);
            assertThat(api.validate(session.token())).isEqualTo(401);
        }
    }

    private static void endByName(Api api, SignedIn by, SignedIn named) throws IOException {
        String id = api.sessionId(named.token());
        assertThat(api.endSession(by.token(), id).status()).isEqualTo(204);
        assertThat(api.validate(named.token())).isEqualTo(401);
    }

    private static long alive(Api api, List<SignedIn> sessions) throws IOException {
        long alive = 0;
        for (SignedIn session : sessions) {
            int status = api.validate(session.token());
            assertThat(status).isIn(200, 401);
            alive += status == 200 ? 1 : 0;
        }
        return alive;
    }
}
