package dev.gatehouse.session.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreProvider;
import dev.gatehouse.session.SessionStoreProviders;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import dev.gatehouse.session.SubjectId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program of a child process: opens a store by its type, as the server would, says {@value #READY}, waits for a
 * line on its standard input, does its work, and prints each {@link HistoryEvent} as it happens, so that what was
 * answered is known even if it is killed. Its parent is {@link ChildProcess}.
 */
public final class StoreProcess {

    static final String READY = "ready";

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private StoreProcess() {}

    /**
     * Runs one task.
     *
     * @param args the words of the task
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Task task = Task.of(args);
        PrintStream history = System.out;
        // Whatever a library prints must not end up in the history.
        System.setOut(System.err);
        SessionStoreProvider provider =
                SessionStoreProviders.discover().find(task.type()).orElseThrow();
        try (SessionStore store = provider.open(task.settings())) {
            awaitAvailable(store);
            BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, UTF_8));
            history.println(READY);
            history.flush();
            if (parent.readLine() == null) {
                return;
            }
            RecordingClient client = new RecordingClient(task.client(), store, event -> print(event, history));
            task.work()
                    .operations(task.client(), task.subject(), task.seed())
                    .limit(task.calls())
                    .forEach(operation -> call(client, operation));
        }
    }

    /** A store may open before its backend has been reached. */
    private static void awaitAvailable(SessionStore store) throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_OPENING.toNanos();
        while (true) {
            try {
                store.check();
                return;
            } catch (StoreUnavailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** A call that fails has an unknown outcome; why it failed is for whoever reads the test's output. */
    private static void call(RecordingClient client, Operation operation) {
        try {
            client.answer(operation);
        } catch (StoreException e) {
            e.printStackTrace(System.err);
        }
    }

    private static void print(HistoryEvent event, PrintStream history) {
        history.println(HistoryFormat.line(event));
        if (history.checkError()) {
            throw new IllegalStateException("The parent is gone");
        }
    }

    /**
     * What one child process does.
     *
     * @param type the store's type
     * @param settings with which it opens the data
     * @param client the child's name in the history
     * @param work what it does
     * @param subject to whose sessions
     * @param seed for what is drawn at random
     * @param calls how many calls it makes
     */
    record Task(
            String type,
            SessionStoreSettings settings,
            String client,
            StoreWork work,
            SubjectId subject,
            long seed,
            long calls) {

        private static final int FIXED = 6;

        Stream<String> arguments() {
            return Stream.concat(
                    Stream.of(type, client, work.name(), subject.value(), Long.toString(seed), Long.toString(calls)),
                    settings.values().entrySet().stream().map(entry -> entry.getKey() + "=" + entry.getValue()));
        }

        static Task of(String[] arguments) {
            Map<String, String> settings = Arrays.stream(arguments)
                    .skip(FIXED)
                    .map(argument -> argument.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
            return new Task(
                    arguments[0],
                    new SessionStoreSettings(settings),
                    arguments[1],
                    StoreWork.valueOf(arguments[2]),
                    new SubjectId(arguments[3]),
                    Long.parseLong(arguments[4]),
                    Long.parseLong(arguments[5]));
        }
    }
}
