package dev.gatehouse.session.testkit.valkey;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpRelayTest {

    private ServerSocket echo;
    private TcpRelay relay;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::answer);
        relay = new TcpRelay(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        echo.close();
    }

    private void answer() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException e) {
            // The test has cut it.
        }
    }

    @Test
    void passing_bringsEverythingBack() throws IOException {
        try (Socket client = connect()) {
            assertThat(asked(client, "hello")).isEqualTo("hello");
        }
    }

    @Test
    void delay_holdsEachDirectionBack() throws IOException {
        try (Socket client = connect()) {
            relay.delay(Duration.ofMillis(100));
            long begun = System.nanoTime();

            assertThat(asked(client, "hello")).isEqualTo("hello");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        }
    }

    @Test
    void stall_passesNothing_andRecoverWhatWasHeldBack() throws IOException {
        try (Socket client = connect()) {
            relay.stall();
            client.setSoTimeout(200);
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> asked(client, "hello"));

            relay.recover();

            client.setSoTimeout(20_000);
            assertThat(client.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
        }
    }

    @Test
    void reset_cutsWhatIsOpen_andTakesNewConnections() throws IOException {
        try (Socket client = connect()) {
            assertThat(asked(client, "hello")).isEqualTo("hello");

            relay.reset();

            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> askedUntilCut(client));
        }
        try (Socket client = connect()) {
            assertThat(asked(client, "again")).isEqualTo("again");
        }
    }

    @Test
    void refuse_cutsNewConnectionsToo_untilItRecovers() throws IOException {
        relay.refuse();
        try (Socket client = connect()) {
            assertThatExceptionOfType(SocketException.class).isThrownBy(() -> askedUntilCut(client));
        }

        relay.recover();

        try (Socket client = connect()) {
            assertThat(asked(client, "again")).isEqualTo("again");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String asked(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        return new String(client.getInputStream().readNBytes(text.length()), US_ASCII);
    }

    private static void askedUntilCut(Socket client) throws IOException {
        while (true) {
            client.getOutputStream().write(1);
            if (client.getInputStream().read() < 0) {
                throw new SocketException("Closed");
            }
        }
    }
}
