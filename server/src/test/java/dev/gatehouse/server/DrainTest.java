package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.drain.Connections;
import dev.gatehouse.server.drain.Draining;
import dev.gatehouse.server.revocation.SessionBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainTest {

    private static final int CLIENTS = 8;
    private static final int AT_ONCE = 400;
    private static final byte[] REQUEST = "GET /health/liveness HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    @Test
    void close_withRequestInFlight_finishesIt() throws Exception {
        try (TestServer server = TestServer.start(Map.of("SESSION_STORE_TYPE", "failing"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FailingSessionStore store =
                    (FailingSessionStore) server.bean(SessionBackend.class).store();
            Caller admin = server.signIn(TestServer.ADMIN);
            CompletableFuture<Boolean> gate = store.hold();
            Future<Reply> inFlight = threads.submit(() -> admin.get("/api/auth/me"));
            store.awaitHeld();

            Future<?> stopping = threads.submit(server::stop);
            awaitRefusedConnections(server.uri());
            assertThat(stopping.isDone()).isFalse();
            gate.complete(true);

            assertThat(inFlight.get().status()).isEqualTo(200);
            stopping.get();
        }
    }

    /** A connection that ended at once might just be carrying a request, and whoever sent it could not know its fate. */
    @Test
    void drain_withIdleConnection_endsItWithTheNextAnswer() throws Exception {
        try (TestServer server = TestServer.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Socket idle = new Socket(server.uri().getHost(), server.uri().getPort())) {
            idle.setSoTimeout(15_000);
            assertThat(ask(idle).header("connection")).isEmpty();

            server.bean(Draining.class).begin();
            Future<?> leaving =
                    threads.submit(() -> server.bean(Connections.class).takeLeave(Duration.ofSeconds(30)));
            awaitRefusedConnections(server.uri());
            assertThat(leaving.isDone()).isFalse();
            Reply last = ask(idle);

            assertThat(last.status()).isEqualTo(200);
            assertThat(last.header("connection")).isEqualTo("close");
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            leaving.get();
        }
    }

    /** The kernel has taken their connections, and closing the door would reset those that the server has not. */
    @Test
    void drain_withManyWhoJustCame_answersThemAll() throws Exception {
        List<Socket> sockets = new ArrayList<>();
        try (TestServer server = TestServer.start();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.bean(Draining.class).begin();
            for (int i = 0; i < AT_ONCE; i++) {
                Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
                socket.setSoTimeout(15_000);
                socket.getOutputStream().write(REQUEST);
                sockets.add(socket);
            }
            Future<?> leaving =
                    threads.submit(() -> server.bean(Connections.class).takeLeave(Duration.ofSeconds(30)));

            for (Socket socket : sockets) {
                assertThat(RawHttp.read(socket.getInputStream()).status()).isEqualTo(200);
            }
            leaving.get();
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    void drain_withRequestThatIsRefused_endsItsConnectionToo() throws Exception {
        try (TestServer server = TestServer.start();
                Socket connection =
                        new Socket(server.uri().getHost(), server.uri().getPort())) {
            connection.setSoTimeout(15_000);
            server.bean(Draining.class).begin();

            connection
                    .getOutputStream()
                    .write("GET /api/auth/me HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            Reply last = RawHttp.read(connection.getInputStream());

            assertThat(last.status()).isEqualTo(401);
            assertThat(last.header("connection")).isEqualTo("close");
            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        }
    }

    private static Reply ask(Socket connection) throws IOException {
        connection.getOutputStream().write(REQUEST);
        return RawHttp.read(connection.getInputStream());
    }

    /** Stopping begins with closing the door; who is inside is served. */
    private static void awaitRefusedConnections(URI server) throws IOException {
        while (true) {
            try (Socket socket = new Socket(server.getHost(), server.getPort())) {
                socket.setTcpNoDelay(true);
            } catch (SocketException e) {
                return;
            }
        }
    }

    @Test
    void sigterm_underLoad_exitsZeroAndFailsNoRequestThatWasBegun() throws Exception {
        Path directory = TestServer.temporaryDirectory();
        Process process = start(directory);
        try (BufferedReader errors = process.errorReader(UTF_8);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            URI uri = awaitListening(errors);
            Future<Long> lines = clients.submit(() -> drain(errors));
            AtomicInteger answered = new AtomicInteger();
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                results.add(clients.submit(() -> askUntilClosed(uri, answered)));
            }
            while (answered.get() < 20 * CLIENTS) {
                Thread.onSpinWait();
            }

            // Not the Process's own method: that one closes the stream of lines.
            process.toHandle().destroy();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(lines.get()).isPositive();
            for (Future<Boolean> result : results) {
                assertThat(result.get())
                        .as("every request that was begun was answered")
                        .isTrue();
            }
        } finally {
            process.destroyForcibly().waitFor();
            TestServer.remove(directory);
        }
    }

    private static Process start(Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Gatehouse.class.getName(),
                        "serve")
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(TestServer.environment(directory, Map.of()));
        return builder.start();
    }

    private static URI awaitListening(BufferedReader errors) throws IOException {
        String word = "is listening on ";
        List<String> lines = new ArrayList<>();
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.contains(word)) {
                return URI.create(line.substring(line.indexOf(word) + word.length()));
            }
            lines.add(line);
        }
        throw new AssertionError("The server did not start: " + lines);
    }

    private static long drain(BufferedReader lines) {
        return lines.lines().count();
    }

    /**
     * Sends requests on one connection until the server closes it. True if every answer that was begun was whole; a
     * request that meets a closed connection was not begun.
     */
    private static boolean askUntilClosed(URI server, AtomicInteger answered) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(15_000);
            PushbackInputStream input = new PushbackInputStream(socket.getInputStream());
            while (true) {
                socket.getOutputStream().write(REQUEST);
                int first = input.read();
                if (first < 0) {
                    return true;
                }
                input.unread(first);
                Reply reply = RawHttp.read(input);
                if (reply.status() != 200 || !reply.body().equals("{\"status\":\"ok\"}")) {
                    return false;
                }
                answered.incrementAndGet();
            }
        } catch (SocketException e) {
            return true;
        }
    }
}
