package dev.gatehouse.benchmarks.load.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection, with at most one request on it that was not answered yet. For one thread. */
final class Connection implements AutoCloseable {

    private static final int LONGEST_REQUEST = 4 * 1_024;

    private final SocketChannel channel;
    private final Answer answer = new Answer();
    private final ByteBuffer out = ByteBuffer.allocateDirect(LONGEST_REQUEST);
    private long due;

    private Connection(SocketChannel channel) {
        this.channel = channel;
    }

    static Connection open(InetSocketAddress address, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(address);
        Connection connection = new Connection(channel);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    /**
     * Sends a request.
     *
     * @param due when it should have been sent, in {@link System#nanoTime}: latency counts from then
     */
    void send(byte[] message, long due) throws IOException {
        this.due = due;
        out.clear().put(message).flip();
        // A few hundred bytes on a connection on which nothing is under way always fit into the socket's buffer.
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** Takes what arrived. The status if that completes the answer, else -1. */
    int receive() throws IOException {
        if (channel.read(answer.buffer()) < 0) {
            throw new EOFException("The server closed a connection");
        }
        return answer.status();
    }

    long due() {
        return due;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
