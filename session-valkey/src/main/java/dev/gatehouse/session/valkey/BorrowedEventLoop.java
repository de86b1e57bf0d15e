package dev.gatehouse.session.valkey;

import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.Transports;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoEventLoop;
import io.netty.channel.nio.NioIoHandle;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Lets the client library run connections on a thread that belongs to somebody else, who ends it. */
record BorrowedEventLoop(EventLoop loop) implements EventLoopGroupProvider {

    /** Those of some executors that can run the client library's connections. */
    static List<EventLoop> usable(List<Executor> executors) {
        return executors.stream()
                .filter(BorrowedEventLoop::canRunConnections)
                .map(EventLoop.class::cast)
                .toList();
    }

    /** The library decides by itself what kind of channels it makes, and not every event loop can have every kind. */
    private static boolean canRunConnections(Executor executor) {
        return executor instanceof IoEventLoop loop
                && loop.isCompatible(NioIoHandle.class)
                && Transports.socketChannelClass() == NioSocketChannel.class;
    }

    @Override
    @SuppressWarnings("unchecked") // an event loop is a group of one, and the library asks for no more than that
    public <T extends EventLoopGroup> T allocate(Class<T> type) {
        return (T) loop;
    }

    @Override
    public int threadPoolSize() {
        return 1;
    }

    @Override
    public Future<Boolean> release(EventExecutorGroup group, long quietPeriod, long timeout, TimeUnit unit) {
        return left();
    }

    @Override
    public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit unit) {
        return left();
    }

    /** It goes on, for whoever it belongs to. */
    private static Future<Boolean> left() {
        return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
    }
}
