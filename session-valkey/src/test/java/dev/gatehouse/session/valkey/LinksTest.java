package dev.gatehouse.session.valkey;

import static dev.gatehouse.session.testkit.TestSessions.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.gatehouse.session.Session;
import dev.gatehouse.session.SessionStore;
import dev.gatehouse.session.SessionStoreSettings;
import dev.gatehouse.session.testkit.Awaiting;
import dev.gatehouse.session.testkit.TestSessions;
import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The links of threads that ask on every request, beside the one for everybody. */
final class LinksTest {

    private static final int THREADS = 2;
    private static final MultiThreadIoEventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private static final Session SESSION =
            TestSessions.of(TestSessions.subject("alice"), 1).build();

    private ValkeyServer server;
    private SessionStore store;

    @AfterAll
    static void endLoops() {
        LOOPS.shutdownGracefully().syncUninterruptibly();
    }

    @BeforeEach
    void open() {
        server = ValkeyServer.start(ValkeyBinaries.any());
        store = new ValkeySessionStoreProvider().open(settings(), callers());
        Awaiting.until("the store is reached", () -> Opened.isAvailable(store));
        store.create(SESSION);
    }

    private SessionStoreSettings settings() {
        return new SessionStoreSettings(Map.of("VALKEY_URL", "redis://" + server.address(), "VALKEY_TIMEOUT", "5s"));
    }

    private static List<Executor> callers() {
        List<Executor> callers = new ArrayList<>();
        LOOPS.forEach(callers::add);
        return callers;
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void find_onAThreadWithALink_isAnsweredThere() {
        for (EventExecutor loop : LOOPS) {
            CompletableFuture<Thread> answeredOn = CompletableFuture.supplyAsync(
                            () -> store.find(SESSION.id(), START).thenApply(_ -> Thread.currentThread()), loop)
                    .thenCompose(Function.identity());

            assertThat(loop.inEventLoop(answeredOn.join())).isTrue();
        }
    }

    @Test
    void find_onAnyOtherThread_isAnsweredToo() {
        assertThat(store.find(SESSION.id(), START).toCompletableFuture().join()).contains(SESSION);
    }

    @Test
    void linkThatBreaks_whicheverItIs_raisesTheGenerationAndIsReplaced() {
        for (int broken = 0; broken <= THREADS; broken++) {
            long before = store.generation();
            List<String> old = clients();

            server.command("CLIENT", "KILL", "ID", old.get(broken));

            Awaiting.until("the break is seen", () -> store.generation() > before);
            Awaiting.until("the store is reached", () -> Opened.isAvailable(store));
            Awaiting.until("all links are there", () -> clients().size() == THREADS + 1);
            assertThat(clients()).doesNotContainAnyElementsOf(old);
            assertThat(store.find(SESSION.id(), START).toCompletableFuture().join())
                    .contains(SESSION);
        }
    }

    @Test
    void threadsOfTheCaller_outliveTheStore() {
        store.close();

        for (EventExecutor loop : LOOPS) {
            assertThat(CompletableFuture.supplyAsync(() -> "alive", loop).join())
                    .isEqualTo("alive");
        }
    }

    @Test
    void close_withLinksStillOpen_endsThemAll() throws UnusableServerException {
        ValkeySettings settings = ValkeySettings.of(settings());
        try (Deadlines deadlines = new Deadlines()) {
            for (int round = 0; round < 20; round++) {
                int others = clients().size();
                Connector connector = new Connector(settings, callers(), deadlines);
                connector.connect(new Endpoint("127.0.0.1", server.port()));

                assertTimeoutPreemptively(Duration.ofSeconds(30), connector::close);

                Awaiting.until("all links are closed", () -> clients().size() == others);
            }
        }
    }

    @Test
    void linksToDifferentServers_areNoConnection() {
        try (ValkeyServer other = ValkeyServer.start(ValkeyBinaries.any());
                RedisClient client = RedisClient.create()) {
            List<Link> links = List.of(link(client, server), link(client, other));

            assertThatExceptionOfType(UnusableServerException.class)
                    .isThrownBy(() -> NodeConnection.over(new Endpoint("localhost", 6379), links))
                    .withMessageContaining("not always the same server");
        }
    }

    private static Link link(RedisClient client, ValkeyServer server) {
        StatefulRedisConnection<String, String> connection =
                client.connect(RedisURI.create("redis://" + server.address()));
        return new Link(
                Optional.empty(), connection, ServerInfo.parse(connection.sync().info()));
    }

    /** The ids of the store's connections, as the server numbers them. */
    private List<String> clients() {
        return server.command("CLIENT", "LIST")
                .toString()
                .lines()
                .filter(line -> !line.contains("cmd=client"))
                .map(line -> line.replaceFirst("id=(\\d+) .*", "$1"))
                .toList();
    }
}
