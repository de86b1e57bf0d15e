package dev.gatehouse.session.testkit.valkey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A port that leads to another, with what goes wrong between two machines: delay, silence, resets and refusal.
 * Thread-safe.
 */
public final class TcpRelay implements AutoCloseable {

    private static final int BUFFER = 65_536;

    private enum Mode {
        PASSING,
        STALLED,
        REFUSING
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Mode mode = Mode.PASSING;
    private Duration delay = Duration.ZERO;
    private boolean closed;

    /** @param target the port on the loopback address that it leads to */
    public TcpRelay(int target) {
        this.target = target;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    /** The port to connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Its address, as in a URL. */
    public String address() {
        return "127.0.0.1:" + port();
    }

    /** Holds every piece of data back for that long before it is passed on, in each direction. */
    public void delay(Duration each) {
        lock.lock();
        try {
            delay = each;
        } finally {
            lock.unlock();
        }
    }

    /** A black hole from now on: connections stay, new ones are accepted, nothing passes. What comes is kept. */
    public void stall() {
        change(Mode.STALLED);
    }

    /** Cuts every connection with a reset; new ones are accepted. */
    public void reset() {
        for (Socket socket : sockets) {
            cut(socket);
        }
    }

    /** Cuts every connection with a reset, and new ones as soon as they are made. */
    public void refuse() {
        change(Mode.REFUSING);
        reset();
    }

    /** Passes everything on again, also what was held back. */
    public void recover() {
        delay(Duration.ZERO);
        change(Mode.PASSING);
    }

    private void change(Mode next) {
        lock.lock();
        try {
            mode = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (current() == Mode.REFUSING) {
                    cut(client);
                } else {
                    Thread.ofVirtual().name("relay").start(() -> connect(client));
                }
            } catch (IOException e) {
                // Closed, or one connection less: the client sees it.
            }
        }
    }

    private Mode current() {
        lock.lock();
        try {
            return mode;
        } finally {
            lock.unlock();
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        try {
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Thread.ofVirtual().name("relay").start(() -> pass(client, server));
            pass(server, client);
        } catch (IOException e) {
            cut(client);
            cut(server);
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try {
            int length = from.getInputStream().read(buffer);
            while (length >= 0) {
                hold();
                to.getOutputStream().write(buffer, 0, length);
                length = from.getInputStream().read(buffer);
            }
        } catch (IOException e) {
            // The other side is cut below, as the peer of a broken connection would see it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cut(from);
        cut(to);
    }

    private void hold() throws InterruptedException, IOException {
        lock.lock();
        try {
            if (delay.isPositive()) {
                long left = delay.toNanos();
                while (left > 0 && !closed) {
                    left = changed.awaitNanos(left);
                }
            }
            while (mode == Mode.STALLED && !closed) {
                changed.await();
            }
            if (closed || mode == Mode.REFUSING) {
                throw new IOException("Cut");
            }
        } finally {
            lock.unlock();
        }
    }

    private void cut(Socket socket) {
        sockets.remove(socket);
        try {
            // With no time to linger a close is a reset.
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more can be done for it.
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reset();
    }
}
