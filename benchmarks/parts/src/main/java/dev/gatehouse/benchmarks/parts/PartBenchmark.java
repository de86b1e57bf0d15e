package dev.gatehouse.benchmarks.parts;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How every part is measured unless the command line says otherwise: average time, in a process with the flags that the
 * launcher gives a server, but for the heap, which also holds what is asked about.
 *
 * <pre>
 * ./mvnw -Pbenchmarks -pl benchmarks/parts -am package -Dmaven.test.skip=true
 * java -jar benchmarks/parts/target/parts.jar                              all of them, in seven minutes or so
 * java -jar benchmarks/parts/target/parts.jar StoreBenchmark -p store=sqlite -prof gc
 * java -jar benchmarks/parts/target/parts.jar -rf json -rff parts.json     also to a file, for programs
 * java -jar benchmarks/parts/target/parts.jar -h                           what else there is
 * </pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
        value = 1,
        jvmArgs = {
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xms512m",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dgatehouse.log.level=ERROR"
        })
public abstract class PartBenchmark {

    /** For the benchmarks. */
    protected PartBenchmark() {}
}
