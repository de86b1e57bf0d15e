package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.SessionStoreContract;
import dev.gatehouse.session.testkit.SessionStoreFixture;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole contract once more, asked on event loops, each of which has a link of its own. */
@ParameterizedClass
@MethodSource("dev.gatehouse.session.valkey.TestServers#standalone")
final class ValkeyCallersTest extends SessionStoreContract {

    private static final MultiThreadIoEventLoopGroup LOOPS =
            new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());

    private final TestServer server;

    ValkeyCallersTest(TestServer server) {
        this.server = server;
    }

    @AfterAll
    static void endLoops() {
        LOOPS.shutdownGracefully().syncUninterruptibly();
    }

    @Override
    protected SessionStoreFixture newFixture() {
        List<Executor> callers = new ArrayList<>();
        LOOPS.forEach(callers::add);
        return new ValkeyFixture(server, callers);
    }
}
