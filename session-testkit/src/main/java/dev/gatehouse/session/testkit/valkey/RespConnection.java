package dev.gatehouse.session.testkit.valkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * A connection to a server that knows as much of the protocol as tests need, so that what they see does not come
 * through the client library that is being tested. For one thread.
 */
public final class RespConnection implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** @param sockets plain ones, or those of TLS */
    RespConnection(SocketFactory sockets, int port) throws IOException {
        socket = sockets.createSocket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            socket.setSoTimeout(READ_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @return a text, a {@link Long}, a list of these, or the text {@code (nil)}
     * @throws CommandException if the server answers with an error
     */
    public Object command(String... words) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        message.writeBytes(("*" + words.length + "\r\n").getBytes(UTF_8));
        for (String word : words) {
            byte[] bytes = word.getBytes(UTF_8);
            message.writeBytes(("$" + bytes.length + "\r\n").getBytes(UTF_8));
            message.writeBytes(bytes);
            message.writeBytes("\r\n".getBytes(UTF_8));
        }
        out.write(message.toByteArray());
        out.flush();
        return answer();
    }

    private Object answer() throws IOException {
        String line = line();
        String rest = line.substring(1);
        return switch (line.charAt(0)) {
            case '+' -> rest;
            case '-' -> throw new CommandException(rest);
            case ':' -> Long.valueOf(rest);
            case '$' -> text(Integer.parseInt(rest));
            case '*' -> list(Integer.parseInt(rest));
            default -> throw new IOException("Not understood: " + line);
        };
    }

    private Object text(int length) throws IOException {
        if (length < 0) {
            return "(nil)";
        }
        byte[] bytes = in.readNBytes(length + 2);
        return new String(bytes, 0, length, UTF_8);
    }

    private Object list(int length) throws IOException {
        List<Object> answers = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            answers.add(answer());
        }
        return answers;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\r') {
            if (next < 0) {
                throw new EOFException("The server closed the connection");
            }
            line.append((char) next);
            next = in.read();
        }
        if (in.read() != '\n' || line.isEmpty()) {
            throw new IOException("Not understood: " + line);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The server answered with an error. */
    public static final class CommandException extends IOException {

        private static final long serialVersionUID = 1L;

        CommandException(String message) {
            super(message);
        }
    }
}
