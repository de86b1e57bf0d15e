package dev.gatehouse.session.valkey;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.sentinel.api.StatefulRedisSentinelConnection;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** Makes connections as {@code VALKEY_URL} says, and asks sentinels. Blocks its caller. Thread-safe. */
final class Connector implements AutoCloseable {

    /**
     * How many commands may wait for their answers on one connection: a third of a second's worth at full speed. More
     * only come together when the store does not answer, and the next are told so at once.
     */
    private static final int QUEUE = 10_000;

    private static final int THREADS = 2;

    /** After so many commands the server is given them, though more may follow at once: then it is at work meanwhile. */
    private static final int LARGEST_BATCH = 32;

    private final ValkeyUrl url;
    private final Deadlines deadlines;
    private final Duration step;
    private final ClientResources resources;
    private final RedisClient client;
    private final Map<EventLoop, RedisClient> clients = new LinkedHashMap<>();
    private volatile CompletableFuture<?> lastBegun = CompletableFuture.completedFuture("none");

    /** @param callers the threads that are to have connections of their own, if the client library can use them */
    Connector(ValkeySettings settings, List<Executor> callers, Deadlines deadlines) {
        this.url = settings.url();
        this.deadlines = deadlines;
        this.step = settings.timeouts().link();
        this.resources = DefaultClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                // The library measures every command otherwise, and nobody reads what it finds.
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(new Batching())
                .build();
        ClientOptions options = options(settings.authority());
        this.client = RedisClient.create(resources);
        client.setOptions(options);
        for (EventLoop loop : BorrowedEventLoop.usable(callers)) {
            RedisClient onLoop = RedisClient.create(resources
                    .mutate()
                    .eventLoopGroupProvider(new BorrowedEventLoop(loop))
                    .build());
            onLoop.setOptions(options);
            clients.put(loop, onLoop);
        }
    }

    /**
     * Sends together what is asked in one turn of an event loop: when many requests come at once, most of what a command
     * costs, here and on the server, is to send and to receive it by itself.
     */
    private static final class Batching implements NettyCustomizer {
        @Override
        public void afterChannelInitialized(Channel channel) {
            channel.pipeline().addFirst(new FlushConsolidationHandler(LARGEST_BATCH, true));
        }
    }

    private ClientOptions options(Optional<Path> authority) {
        SslOptions.Builder ssl = SslOptions.builder().jdkSslProvider().handshakeTimeout(step);
        authority.ifPresent(file -> ssl.trustManager(file.toFile()));
        return ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                // An index over the queue would find commands that are taken back, which none is.
                .useHashIndexQueue(false)
                .protocolVersion(ProtocolVersion.RESP2)
                .pingBeforeActivateConnection(true)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(step)
                        .keepAlive(true)
                        .tcpNoDelay(true)
                        .build())
                .sslOptions(ssl.build())
                .timeoutOptions(TimeoutOptions.create())
                .build();
    }

    /**
     * A connection, with what the server says about itself. Whether it can be used is for the caller to ask. All of its
     * links are begun at once, since each takes several round trips.
     *
     * @throws UnusableServerException if there is no connection
     */
    NodeConnection connect(Endpoint endpoint) throws UnusableServerException {
        Map<Optional<EventLoop>, CompletableFuture<StatefulRedisConnection<String, String>>> connecting =
                new LinkedHashMap<>();
        try {
            clients.forEach((loop, onLoop) -> connecting.put(Optional.of(loop), connecting(endpoint, onLoop)));
            connecting.put(Optional.empty(), connecting(endpoint, client));
            lastBegun = CompletableFuture.allOf(connecting.values().toArray(CompletableFuture<?>[]::new));
            List<Link> links = new ArrayList<>();
            for (var each : connecting.entrySet()) {
                StatefulRedisConnection<String, String> connection = await(endpoint, each.getValue());
                RedisFuture<String> asked = connection.async().info();
                ServerInfo info = ServerInfo.parse(await(endpoint, deadlines.within(step, asked)));
                links.add(new Link(each.getKey(), connection, info));
            }
            return NodeConnection.over(endpoint, links);
        } catch (UnusableServerException | RuntimeException e) {
            connecting.values().forEach(Connector::giveUp);
            throw e;
        }
    }

    private CompletableFuture<StatefulRedisConnection<String, String>> connecting(Endpoint endpoint, RedisClient via) {
        RedisURI uri = uri(endpoint).withDatabase(url.database()).build();
        return via.connectAsync(StringCodec.UTF8, uri).toCompletableFuture();
    }

    /**
     * The server that leads, as one sentinel says.
     *
     * @throws UnusableServerException if it does not know
     */
    Endpoint askSentinel(Endpoint sentinel, String name) throws UnusableServerException {
        CompletableFuture<StatefulRedisSentinelConnection<String, String>> connecting = client.connectSentinelAsync(
                        StringCodec.UTF8, sentinelUri(sentinel))
                .toCompletableFuture();
        StatefulRedisSentinelConnection<String, String> connection = begun(sentinel, connecting);
        try {
            RedisFuture<SocketAddress> asked = connection.async().getMasterAddrByName(name);
            if (await(sentinel, deadlines.within(step, asked)) instanceof InetSocketAddress leader) {
                return new Endpoint(leader.getHostString(), leader.getPort());
            }
            throw UnusableServerException.atPresent(
                    "the sentinel " + sentinel + " knows no primary of the name in VALKEY_URL", null);
        } finally {
            Link.closeAsync(connection);
        }
    }

    private RedisURI sentinelUri(Endpoint sentinel) {
        RedisURI.Builder builder = RedisURI.builder()
                .withHost(sentinel.host())
                .withPort(sentinel.port())
                .withTimeout(step);
        return secured(builder).build();
    }

    private RedisURI.Builder uri(Endpoint endpoint) {
        RedisURI.Builder builder = RedisURI.builder()
                .withHost(endpoint.host())
                .withPort(endpoint.port())
                .withTimeout(step);
        url.password()
                .ifPresent(password -> url.user()
                        .ifPresentOrElse(
                                user -> builder.withAuthentication(user, password.toCharArray()),
                                () -> builder.withPassword(password.toCharArray())));
        return secured(builder);
    }

    private RedisURI.Builder secured(RedisURI.Builder builder) {
        return url.tls() ? builder.withSsl(true).withVerifyPeer(SslVerifyMode.FULL) : builder;
    }

    private <T> T begun(Endpoint endpoint, CompletableFuture<T> connecting) throws UnusableServerException {
        lastBegun = connecting;
        return await(endpoint, connecting);
    }

    private <T> T await(Endpoint endpoint, CompletableFuture<T> future) throws UnusableServerException {
        try {
            return future.get(step.plus(step.dividedBy(2)).toMillis(), MILLISECONDS);
        } catch (ExecutionException e) {
            throw UnusableServerException.atPresent(Troubles.explain(endpoint, e), e);
        } catch (TimeoutException e) {
            giveUp(future);
            throw UnusableServerException.atPresent(Troubles.explain(endpoint, e), e);
        } catch (InterruptedException e) {
            giveUp(future);
            Thread.currentThread().interrupt();
            throw UnusableServerException.atPresent("connecting to " + endpoint + " was interrupted", e);
        }
    }

    /** One that is made all the same must not stay open. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void giveUp(CompletableFuture<?> future) {
        future.thenAccept(late -> {
            if (late instanceof StatefulConnection<?, ?> connection) {
                Link.closeAsync(connection);
            }
        });
    }

    /**
     * Closes every connection, and waits for the end of each for a step at most. Called when nobody begins another.
     *
     * <p>All clients run on the same resources, and one that lost them would wait for its end for ever. So none loses
     * them before all have ended.
     */
    @Override
    public void close() {
        // The library complains of threads that are gone, if one of its connections is still being made.
        awaitEnd(lastBegun);
        List<RedisClient> all = new ArrayList<>(clients.values());
        all.add(client);
        awaitEnd(CompletableFuture.allOf(all.stream()
                .map(each -> each.shutdownAsync(0, step.toMillis(), MILLISECONDS))
                .toArray(CompletableFuture<?>[]::new)));
        all.stream()
                .map(each -> each.getResources().shutdown(0, step.toMillis(), MILLISECONDS))
                .toList()
                .forEach(ended -> ended.awaitUninterruptibly(step.toMillis()));
    }

    /** Waits for something to be over, well or not, for one step at most. */
    private void awaitEnd(CompletableFuture<?> future) {
        try {
            future.get(step.toMillis(), MILLISECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // Whoever asked for it was told, and closing goes on in any case.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
