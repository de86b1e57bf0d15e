package dev.gatehouse.session.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** A {@link StoreProcess} as its parent holds it. For one thread. */
final class ChildProcess implements AutoCloseable {

    private static final long BOUND_SECONDS = 60;

    private final String client;
    private final Process process;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private final List<HistoryEvent> events = new ArrayList<>();

    private ChildProcess(String client, Process process) {
        this.client = client;
        this.process = process;
    }

    /** Starts a process and waits until it has opened the store. */
    static ChildProcess start(StoreProcess.Task task) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Stream<String> command = Stream.of(
                java,
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StoreProcess.class.getName());
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(command, task.arguments()).toList())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            ChildProcess child = new ChildProcess(task.client(), process);
            Thread.ofVirtual().start(child::readLines);
            if (!child.nextLine().equals(Optional.of(StoreProcess.READY))) {
                child.close();
                throw new AssertionError(task.client() + " did not open the store; see the standard error");
            }
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the process begin its work. */
    void go() {
        try (Writer input = process.outputWriter(UTF_8)) {
            input.write("go\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the process has reported that many answers more. */
    void awaitAnswers(int count) {
        for (int answers = 0; answers < count; answers++) {
            nextAnswer();
        }
    }

    /** Waits until the process has reported that many answers that it got after a {@link System#nanoTime()}. */
    void awaitAnswersAfter(long instant, int count) {
        for (int answers = 0; answers < count; ) {
            if (nextAnswer().at() > instant) {
                answers++;
            }
        }
    }

    /** Waits until the process reports this answer. */
    void awaitAnswer(Answer wanted) {
        long begun = System.nanoTime();
        while (!nextAnswer().answer().equals(wanted)) {
            if (System.nanoTime() - begun > SECONDS.toNanos(BOUND_SECONDS)) {
                throw new AssertionError(client + " was not answered " + wanted + " in " + BOUND_SECONDS + " s");
            }
        }
    }

    private HistoryEvent.Answered nextAnswer() {
        while (true) {
            String line =
                    nextLine().orElseThrow(() -> new AssertionError(client + " ended early; see the standard error"));
            if (record(line) instanceof HistoryEvent.Answered answered) {
                return answered;
            }
        }
    }

    /** Waits until the process ends by itself, well. Every event it reported. */
    List<HistoryEvent> awaitEnd() {
        drain();
        try {
            if (!process.waitFor(BOUND_SECONDS, SECONDS)) {
                throw new AssertionError(client + " did not end in " + BOUND_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Waiting for " + client + " was interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(client + " exited with " + process.exitValue() + "; see the standard error");
        }
        return events();
    }

    /** Ends the process as {@code kill -9} does. Every event it had reported. */
    List<HistoryEvent> kill() {
        // Not the Process's own method: that one closes the stream and drops what is still in it.
        process.toHandle().destroyForcibly();
        drain();
        return events();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private List<HistoryEvent> events() {
        return List.copyOf(events);
    }

    private void drain() {
        Optional<String> line = nextLine();
        while (line.isPresent()) {
            record(line.get());
            line = nextLine();
        }
    }

    private HistoryEvent record(String line) {
        HistoryEvent event = HistoryFormat.parse(line);
        events.add(event);
        return event;
    }

    private Optional<String> nextLine() {
        try {
            Optional<String> line = lines.poll(BOUND_SECONDS, SECONDS);
            if (line == null) {
                throw new AssertionError(client + " said nothing for " + BOUND_SECONDS + " s");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Waiting for " + client + " was interrupted", e);
        }
    }

    /** Passes on whole lines: what a killed process had begun to print is no line. */
    private void readLines() {
        try (BufferedReader output = process.inputReader(UTF_8)) {
            StringBuilder line = new StringBuilder();
            for (int next = output.read(); next >= 0; next = output.read()) {
                if (next == '\n') {
                    lines.add(Optional.of(line.toString()));
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException e) {
            lines.add(Optional.of("unreadable: " + e));
        }
        lines.add(Optional.empty());
    }
}
