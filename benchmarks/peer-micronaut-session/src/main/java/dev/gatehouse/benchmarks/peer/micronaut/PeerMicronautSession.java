package dev.gatehouse.benchmarks.peer.micronaut;

import io.micronaut.runtime.Micronaut;
import java.util.Map;

/**
 * The program: {@code java -jar peer-micronaut-session.jar --port=PORT --redis=HOST:PORT}. Ends with code 2 if that is
 * not what it was started with.
 */
public final class PeerMicronautSession {

    private PeerMicronautSession() {}

    /** Starts the server, and says so in a line on standard output once it accepts connections. */
    public static void main(String[] arguments) {
        Arguments parsed;
        try {
            parsed = Arguments.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("peer-micronaut-session: " + e.getMessage());
            System.exit(2);
            return;
        }
        Micronaut.build(arguments)
                .mainClass(PeerMicronautSession.class)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(Map.of("micronaut.server.port", parsed.port(), "redis.uri", "redis://" + parsed.redis()))
                .start();
        System.out.println("peer-micronaut-session is listening on 127.0.0.1:" + parsed.port());
    }
}
