package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyBinary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of servers that tests run on. Each is started when its turn comes, and closed by JUnit after it. */
final class TestServers {

    private TestServers() {}

    /** Every server program found, alone. */
    static Stream<TestServer> standalone() {
        return ValkeyBinaries.find().stream().map(TestServer::standalone);
    }

    /** Encrypted, with a user of few permissions, as a cluster, with sentinels; all on one server program. */
    static Stream<TestServer> others() {
        List<Function<ValkeyBinary, TestServer>> kinds =
                List.of(TestServers::tls, TestServer::accessControlled, TestServer::cluster, TestServer::sentinel);
        ValkeyBinary binary = ValkeyBinaries.any();
        return kinds.stream().map(kind -> kind.apply(binary));
    }

    private static TestServer tls(ValkeyBinary binary) {
        try {
            return TestServer.tls(binary, Files.createTempDirectory("gatehouse-tls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
