package dev.gatehouse.session.sqlite;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SubjectId;
import dev.gatehouse.session.testkit.TestSessions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was answered before a {@code kill -9} holds after it: ten rounds on one file. */
final class KilledProcessTest {

    private static final int ROUNDS = 10;
    private static final int ANSWERS = 200;
    private static final int CLIENTS = 8;
    private static final long NUMBERS_PER_CLIENT = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void kill_underLoad_losesNothingAndUndoesNothing() throws IOException {
        Path file = directory.resolve("gatehouse.db");
        for (int round = 0; round < ROUNDS; round++) {
            SubjectId subject = TestSessions.subject("round-" + round);
            List<Long> answered = answersBeforeKill(file, subject);

            assertThat(answered).hasSizeGreaterThanOrEqualTo(ANSWERS);
            try (SessionStore store = TestStores.open(file)) {
                assertThat(answered)
                        .allSatisfy(number -> assertThat(store.find(TestSessions.id(subject, number), START)
                                        .toCompletableFuture()
                                        .get()
                                        .isPresent())
                                .isEqualTo(isKept(number)));
            }
            assertThat(Databases.ask(file, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    private static boolean isKept(long number) {
        return number % 2 == 0;
    }

    /** The numbers of the sessions that a child said it had created, and revoked if they are odd. */
    private static List<Long> answersBeforeKill(Path file, SubjectId subject) throws IOException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        file.toString(),
                        subject.value())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> answered = new ArrayList<>();
        try (BufferedReader out = child.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                answered.add(Long.valueOf(line));
                if (answered.size() == ANSWERS) {
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.onExit().join();
        return answered;
    }

    /** Creates and revokes until it is killed, and says what was answered. */
    static final class Child {

        private Child() {}

        /** Takes the database file and the subject. */
        public static void main(String[] args) {
            SubjectId subject = new SubjectId(args[1]);
            try (SessionStore store = TestStores.open(Path.of(args[0]));
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int client = 0; client < CLIENTS; client++) {
                    long first = client * NUMBERS_PER_CLIENT;
                    clients.execute(() -> LongStream.range(first, first + NUMBERS_PER_CLIENT)
                            .forEach(number -> answer(store, subject, number)));
                }
            }
        }

        private static void answer(SessionStore store, SubjectId subject, long number) {
            store.create(TestSessions.of(subject, number).build());
            if (!isKept(number)) {
                store.revoke(TestSessions.id(subject, number), START);
            }
            synchronized (System.out) {
                System.out.println(number);
                System.out.flush();
            }
        }
    }
}
