package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/**
 * What a store is asked on every request. With one question in flight the time is what one caller waits, waking up
 * included; with many it is what each question costs when they come faster than they are answered.
 */
public class StoreBenchmark extends PartBenchmark {

    private static final int MANY = 64;

    /** Reads. */
    @Benchmark
    public Session find(OpenStore store) {
        return alive(store.find());
    }

    /** Reads, many at once. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public List<Session> findMany(OpenStore store) {
        return many(store::find);
    }

    /** Touches what was seen just now, so that nothing is written. */
    @Benchmark
    public Session touchNotDue(OpenStore store) {
        return alive(store.touchNotDue());
    }

    /** Touches what was seen just now, many at once. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public List<Session> touchNotDueMany(OpenStore store) {
        return many(store::touchNotDue);
    }

    /** Touches what was seen a touch interval ago, so that a slide is written. */
    @Benchmark
    public Session touchDue(OpenStore store) {
        return alive(store.touchDue());
    }

    /** Slides, many at once. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public List<Session> touchDueMany(OpenStore store) {
        return many(store::touchDue);
    }

    private static List<Session> many(Supplier<CompletionStage<Optional<Session>>> question) {
        List<CompletionStage<Optional<Session>>> asked = new ArrayList<>(MANY);
        for (int i = 0; i < MANY; i++) {
            asked.add(question.get());
        }
        return asked.stream().map(StoreBenchmark::alive).toList();
    }

    private static Session alive(CompletionStage<Optional<Session>> answer) {
        return answer.toCompletableFuture().join().orElseThrow();
    }
}
