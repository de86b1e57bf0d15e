package dev.gatehouse.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Bytes sent to a server as they are, for requests that no well-behaved client can send. Thread-safe. */
public final class RawHttp {

    private static final int BOUND_MILLIS = 10_000;

    private final URI server;

    /** @param server where it listens */
    public RawHttp(URI server) {
        this.server = server;
    }

    /** Sends the bytes of a text, one byte per character, on a new connection, and reads one answer. */
    public Reply send(String request) {
        return send(request.getBytes(ISO_8859_1));
    }

    /** Sends a request with this head, without its end, and this body. */
    public Reply send(String head, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((head + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(ISO_8859_1));
        request.writeBytes(body);
        return send(request.toByteArray());
    }

    /** Sends bytes on a new connection, and reads one answer. */
    public Reply send(byte[] request) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(BOUND_MILLIS);
            try {
                OutputStream output = socket.getOutputStream();
                output.write(request);
                output.flush();
            } catch (SocketException e) {
                // The server may refuse a request, and close, before it has read all of it.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the beginning of a request, does something, sends the rest, and reads one answer. */
    public Reply sendInTwo(String beginning, Runnable between, String rest) {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(BOUND_MILLIS);
            OutputStream output = socket.getOutputStream();
            output.write(beginning.getBytes(ISO_8859_1));
            output.flush();
            between.run();
            output.write(rest.getBytes(ISO_8859_1));
            output.flush();
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Reply read(InputStream input) throws IOException {
        String statusLine = line(input);
        if (!statusLine.startsWith("HTTP/1.")) {
            throw new IOException("No answer but <" + statusLine + ">");
        }
        Map<String, List<String>> headers = new HashMap<>();
        for (String header = line(input); !header.isEmpty(); header = line(input)) {
            int colon = header.indexOf(':');
            headers.computeIfAbsent(header.substring(0, colon).toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.substring(colon + 1).strip());
        }
        int status = Integer.parseInt(statusLine.split(" ", -1)[1]);
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).getFirst());
        return new Reply(status, headers, new String(input.readNBytes(length), UTF_8));
    }

    private static String line(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
