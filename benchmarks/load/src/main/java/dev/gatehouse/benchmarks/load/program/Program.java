package dev.gatehouse.benchmarks.load.program;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. Thread-safe. */
public final class Program implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_END = Duration.ofSeconds(30);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final byte[] QUESTION =
            "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);
    private static final String GOOD = "HTTP/1.1 200";

    private final Process process;
    private final int port;
    private final Duration start;

    private Program(Process process, int port, Duration start) {
        this.process = process;
        this.port = port;
        this.start = start;
    }

    /**
     * Starts a program, and waits until it answers {@code /health} with 200.
     *
     * @param environment beside which it gets PATH, HOME and JAVA_HOME of ours, and nothing else
     * @param log where all goes that it says
     * @throws IllegalStateException if it ends, or does not answer within two minutes
     */
    static Program start(List<String> command, Map<String, String> environment, int port, Path log) {
        ProcessBuilder builder = command(command, environment)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        long begun = System.nanoTime();
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
            while (!answers(port)) {
                if (!process.isAlive() || System.nanoTime() - begun > LONGEST_START.toNanos()) {
                    process.destroyForcibly();
                    throw new IllegalStateException(command + " does not serve; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            return new Program(process, port, Duration.ofNanos(System.nanoTime() - begun));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** A command in a small environment, not yet started. */
    static ProcessBuilder command(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(QUESTION);
            return new String(socket.getInputStream().readNBytes(GOOD.length()), US_ASCII).equals(GOOD);
        } catch (IOException e) {
            return false;
        }
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The time from its start to its first answer. */
    public Duration start() {
        return start;
    }

    /** The memory that it has of the machine, in bytes: its resident set. */
    public long residentBytes() {
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            if (!resident.find()) {
                throw new IllegalStateException("/proc tells nothing of the memory of process " + process.pid());
            }
            return Long.parseLong(resident.group(1)) * 1_024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
