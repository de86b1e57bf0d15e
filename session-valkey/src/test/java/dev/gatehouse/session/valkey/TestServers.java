package dev.gatehouse.session.valkey;

import dev.gatehouse.session.testkit.valkey.ValkeyBinaries;
import dev.gatehouse.session.testkit.valkey.ValkeyBinary;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The kinds of servers that tests run on. Each is started when its turn comes, and closed by JUnit after it. */
final class TestServers {

    private static final List<Function<ValkeyBinary, TestServer>> OTHERS =
            List.of(TestServer::cluster, TestServer::sentinel, TestServer::tls, TestServer::accessControlled);

    private static final int KINDS_FOR_PROCESSES = Integer.getInteger("gatehouse.faults.kindsForProcesses", 1);

    private TestServers() {}

    /** Every server program found, alone. */
    static Stream<TestServer> standalone() {
        return ValkeyBinaries.find().stream().map(TestServer::standalone);
    }

    /** Encrypted, with a user of few permissions, as a cluster, with sentinels; all on one server program. */
    static Stream<TestServer> others() {
        ValkeyBinary binary = ValkeyBinaries.any();
        return OTHERS.stream().map(kind -> kind.apply(binary));
    }

    /** As many of those as there is time for: what takes processes takes half a minute on each. */
    static Stream<TestServer> othersForProcesses() {
        ValkeyBinary binary = ValkeyBinaries.any();
        return OTHERS.stream().limit(KINDS_FOR_PROCESSES).map(kind -> kind.apply(binary));
    }
}
