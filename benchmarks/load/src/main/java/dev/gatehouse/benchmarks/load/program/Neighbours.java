package dev.gatehouse.benchmarks.load.program;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs that stand beside Gatehouse, with Java's options as the launcher sets them for it, but for the heap: that
 * may grow as large as they like, so that none is slow for want of memory.
 *
 * @param workplace where they were built
 */
public record Neighbours(Workplace workplace) {

    /** The header in which the peers want the token. */
    public static final String TOKEN_HEADER = "X-Auth-Token";

    private static final List<String> JAVA_OPTIONS = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseSerialGC",
            "-XX:CompileThresholdScaling=2",
            "-Xms52m",
            "-XX:NewSize=36m",
            "-Xmx1g",
            "--enable-native-access=ALL-UNNAMED");

    /** A plain endpoint on the same stack as Gatehouse's, which looks nothing up: nothing can be faster. */
    public Program ceiling() {
        return start("ceiling", "ceiling", List.of());
    }

    /** Micronaut's session module with its Redis store. */
    public Program micronautSession(String redis) {
        return start("micronaut-session", "peer-micronaut-session", List.of("--redis=" + redis));
    }

    /** Spring Session with its plain Redis repository. */
    public Program springRedis(String redis) {
        return start("spring-redis", "peer-spring-session", List.of("--kind=redis", "--redis=" + redis));
    }

    /** Spring Session with its indexed Redis repository, which can find a user's sessions. */
    public Program springIndexed(String redis) {
        return start("spring-indexed", "peer-spring-session", List.of("--kind=redis-indexed", "--redis=" + redis));
    }

    /** Spring Session with its JDBC repository on SQLite. */
    public Program springJdbc(Path database) {
        return start("spring-jdbc", "peer-spring-session", List.of("--kind=jdbc", "--database=" + database));
    }

    private Program start(String name, String module, List<String> arguments) {
        int port = Workplace.freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of(
                "-jar",
                workplace
                        .root()
                        .resolve("benchmarks/%s/target/%s.jar".formatted(module, module))
                        .toString(),
                "--port=" + port));
        command.addAll(arguments);
        return Program.start(command, Map.of(), port, workplace.log(name));
    }
}
