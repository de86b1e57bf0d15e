package dev.gatehouse.server.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.Gatehouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program in a process of its own. */
final class ForkedServer implements AutoCloseable {

    private static final long BOUND_SECONDS = 60;
    private static final Pattern LISTENING = Pattern.compile("is listening on (http://\\S+)");

    private final Process process;
    private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> listening = new CompletableFuture<>();
    private final Api api;

    private ForkedServer(Process process) {
        this.process = process;
        Thread.ofVirtual().start(this::readLog);
        this.api = new Api(awaitListening());
    }

    /** Starts {@code gatehouse serve} and waits until it listens. */
    static ForkedServer start(Map<String, String> environment) {
        try {
            return new ForkedServer(program(environment, "serve")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The program with a command line, to be started. */
    static ProcessBuilder program(Map<String, String> environment, String... arguments) {
        Stream<String> java = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Gatehouse.class.getName());
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(java, Stream.of(arguments)).toList());
        builder.environment().putAll(environment);
        return builder;
    }

    Api api() {
        return api;
    }

    /** Ends it as {@code kill -9} does, and waits until it is gone. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Ends it as {@code kill} does, waits until it is gone, and returns its exit code. */
    int stop() {
        // Not the Process's own method: that one closes the stream of lines.
        process.toHandle().destroy();
        awaitEnd();
        return process.exitValue();
    }

    private void awaitEnd() {
        try {
            assertThat(process.waitFor(BOUND_SECONDS, SECONDS))
                    .as("ended within %d s", BOUND_SECONDS)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private URI awaitListening() {
        try {
            return listening.get(BOUND_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("The server does not listen; it said:\n" + String.join("\n", log), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }

    private void readLog() {
        try (BufferedReader lines = process.errorReader(UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    listening.complete(URI.create(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            log.add("unreadable: " + e);
        }
        listening.completeExceptionally(new IOException("It ended"));
    }

    /** What it said so far, for a test that failed. */
    String log() {
        return String.join("\n", log);
    }

    @Override
    public void close() {
        api.close();
        kill();
    }
}
