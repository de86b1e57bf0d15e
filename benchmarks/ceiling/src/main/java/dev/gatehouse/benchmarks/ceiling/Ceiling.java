package dev.gatehouse.benchmarks.ceiling;

import io.micronaut.runtime.Micronaut;
import java.util.Map;

/** The program: {@code java -jar ceiling.jar --port=PORT}. Ends with code 2 if that is not what it was started with. */
public final class Ceiling {

    /** As many as the server has. */
    private static final int EVENT_LOOPS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private Ceiling() {}

    /** Starts the server, and says so in a line on standard output once it accepts connections. */
    public static void main(String[] arguments) {
        int port;
        try {
            port = Arguments.parse(arguments).port();
        } catch (IllegalArgumentException e) {
            System.err.println("ceiling: " + e.getMessage());
            System.exit(2);
            return;
        }
        Micronaut.build(arguments)
                .mainClass(Ceiling.class)
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .banner(false)
                .properties(Map.of(
                        "micronaut.server.port", port,
                        "micronaut.netty.event-loops.default.num-threads", EVENT_LOOPS))
                .start();
        System.out.println("ceiling is listening on 127.0.0.1:" + port);
    }
}
