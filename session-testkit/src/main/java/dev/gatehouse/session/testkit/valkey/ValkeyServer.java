package dev.gatehouse.session.testkit.valkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.SocketFactory;

/**
 * One real server on a free port of the loopback address, with a folder of its own, which goes with it. Started with
 * whatever lines of configuration a test needs; data survives {@link #kill} only if they say so. For one thread, but
 * {@link #command} may be called by several.
 */
public final class ValkeyServer implements AutoCloseable {

    /** Lines that keep the data over a {@link #kill}. */
    public static final List<String> DURABLE = List.of("appendonly yes", "appendfsync always");

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;
    /** A cluster's bus has a port that much higher. */
    private static final int BUS_OFFSET = 10_000;

    private final Path directory;
    private final ValkeyBinary binary;
    private final List<String> arguments;
    private final int port;
    private final SocketFactory sockets;
    private final List<String> login;
    private ServerProcess process;

    private ValkeyServer(
            Path directory,
            ValkeyBinary binary,
            List<String> arguments,
            int port,
            SocketFactory sockets,
            List<String> login) {
        this.directory = directory;
        this.binary = binary;
        this.arguments = arguments;
        this.port = port;
        this.sockets = sockets;
        this.login = login;
        this.process = launch();
    }

    /** Starts a server without passwords and without files. */
    public static ValkeyServer start(ValkeyBinary binary) {
        return start(binary, List.of());
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @param lines of its configuration, such as {@code maxmemory 10mb}
     */
    public static ValkeyServer start(ValkeyBinary binary, List<String> lines) {
        return start(binary, lines, List.of(), false);
    }

    /** Starts a server on which {@link #command} signs in with these words, such as {@code AUTH}, a user, a password. */
    public static ValkeyServer startWithLogin(ValkeyBinary binary, List<String> lines, List<String> login) {
        return start(binary, lines, login, false);
    }

    /** Starts a server that speaks TLS and nothing else. */
    public static ValkeyServer startWithTls(ValkeyBinary binary, TlsFiles tls, List<String> lines) {
        return retrying(port -> {
            List<String> all = new ArrayList<>(List.of(
                    "port 0",
                    "tls-port " + port,
                    "tls-cert-file " + tls.certificate(),
                    "tls-key-file " + tls.key(),
                    "tls-ca-cert-file " + tls.authority(),
                    "tls-auth-clients no"));
            all.addAll(lines);
            return new Launch(binary, List.of(), all, port, tls.sockets(), List.of());
        });
    }

    static ValkeyServer startSentinel(ValkeyBinary binary, List<String> lines) {
        return start(binary, lines, List.of(), true);
    }

    private static ValkeyServer start(ValkeyBinary binary, List<String> lines, List<String> login, boolean sentinel) {
        return retrying(port -> {
            List<String> all = new ArrayList<>(List.of("port " + port));
            all.addAll(lines);
            return new Launch(
                    binary, sentinel ? List.of("--sentinel") : List.of(), all, port, SocketFactory.getDefault(), login);
        });
    }

    private static ValkeyServer retrying(IntFunction<Launch> launches) {
        for (int attempt = 1; ; attempt++) {
            try {
                return launches.apply(freePort()).run();
            } catch (PortTakenException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private record Launch(
            ValkeyBinary binary,
            List<String> options,
            List<String> lines,
            int port,
            SocketFactory sockets,
            List<String> login) {

        ValkeyServer run() {
            try {
                Path directory = Files.createTempDirectory("gatehouse-valkey");
                Path configuration = directory.resolve("server.conf");
                List<String> all = new ArrayList<>(
                        List.of("bind 127.0.0.1", "dir " + directory, "daemonize no", "protected-mode no"));
                if (options.isEmpty()) {
                    all.add("save \"\"");
                }
                all.addAll(lines);
                Files.write(configuration, all);
                List<String> arguments = new ArrayList<>(List.of(configuration.toString()));
                arguments.addAll(options);
                return new ValkeyServer(directory, binary, arguments, port, sockets, login);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Its address, as in a URL. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Whether its process is there. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as a crash would. */
    public void kill() {
        process.close();
    }

    /** Starts the process again on the same port, with the files that it left, and waits until it answers. */
    public void restart() {
        process.close();
        process = launch();
    }

    /** Stops the process in its tracks: its connections stay, and nothing answers. */
    public void freeze() {
        process.freeze();
    }

    /** Lets a frozen process go on. */
    public void thaw() {
        process.thaw();
    }

    /**
     * Sends one command on a connection of its own.
     *
     * @return as {@link RespConnection#command}
     */
    public Object command(String... words) {
        try (RespConnection connection = connect()) {
            return connection.command(words);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", words), e);
        }
    }

    /** A connection, signed in. The caller closes it. */
    public RespConnection connect() throws IOException {
        RespConnection connection = new RespConnection(sockets, port);
        if (!login.isEmpty()) {
            connection.command(login.toArray(String[]::new));
        }
        return connection;
    }

    /** The lines {@code name:value} of a section of {@code INFO}. */
    public Map<String, String> info(String section) {
        return command("INFO", section)
                .toString()
                .lines()
                .map(line -> line.split(":", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    /** Whatever the server wrote to its log. */
    public String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the server and removes its folder. */
    @Override
    public void close() {
        process.close();
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path logFile() {
        return directory.resolve("server.log");
    }

    private ServerProcess launch() {
        ServerProcess launched = ServerProcess.start(binary, arguments, directory, logFile());
        long begun = System.nanoTime();
        while (true) {
            Optional<String> trouble = trouble();
            if (trouble.isEmpty()) {
                return launched;
            }
            boolean alive = launched.isAlive();
            if (!alive || System.nanoTime() - begun > BOUND.toNanos()) {
                launched.close();
                String output = log();
                if (!alive && output.contains("Address already in use")) {
                    throw new PortTakenException(port);
                }
                throw new IllegalStateException(
                        binary + " does not answer (" + trouble.get() + "); " + arguments + ":\n" + output);
            }
            Thread.onSpinWait();
        }
    }

    private Optional<String> trouble() {
        try (RespConnection connection = connect()) {
            connection.command("PING");
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private static int freePort() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(11_000, 20_000);
            if (isFree(candidate) && isFree(candidate + BUS_OFFSET)) {
                return candidate;
            }
        }
        throw new IllegalStateException("No free port from 11000 to 19999");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static final class PortTakenException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        PortTakenException(int port) {
            super("Port " + port + " was taken by somebody else");
        }
    }
}
