package dev.gatehouse.server.drain;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The sockets that the server listens on, and its clients' connections. Thread-safe. */
@Singleton
public final class Connections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    Connections() {}

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                switch (role) {
                    case LISTENER -> {
                        channel.pipeline().addFirst(new Door());
                        listeners.add(channel);
                    }
                    case CONNECTION -> clients.add(channel);
                    case REQUEST_STREAM, PUSH_PROMISE_STREAM -> {}
                }
                return this;
            }
        });
        return event.getBean();
    }

    /**
     * Takes no more connections, and waits until those there are have ended. Somebody else sees to it that they do.
     *
     * @param patience the longest to wait
     */
    public void takeLeave(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            listeners.forEach(listener -> Door.close(listener.pipeline().context(Door.class)));
            listeners.newCloseFuture().await(patience.toMillis());
            // One that was taken last may be among them only later.
            do {
                clients.newCloseFuture().await(deadline - System.nanoTime(), NANOSECONDS);
            } while (!clients.isEmpty() && System.nanoTime() < deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
