package dev.gatehouse.server.eventloop;

import dev.gatehouse.server.config.Purpose;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.netty.channel.EventLoopGroupRegistry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The threads on which requests arrive; a command has none. Nothing that runs on one may block. */
@Singleton
public final class EventLoops {

    /** As many as can run at once: requests that one thread takes together cost less each. */
    public static final int COUNT = Math.max(2, Runtime.getRuntime().availableProcessors());

    private final List<Executor> executors;

    EventLoops(Purpose purpose, BeanProvider<EventLoopGroupRegistry> registry) {
        List<Executor> found = new ArrayList<>();
        if (purpose == Purpose.SERVE) {
            registry.get().getDefaultEventLoopGroup().forEach(found::add);
        }
        this.executors = List.copyOf(found);
    }

    /** An executor for each thread, which runs on it what it is given. */
    public List<Executor> executors() {
        return executors;
    }
}
