package dev.gatehouse.benchmarks.parts;

import dev.gatehouse.server.apikey.ApiKeyHolder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** What becomes of an API key whose digest is known, inside a running server. As in {@link StoreBenchmark}. */
public class ApiKeyBenchmark extends PartBenchmark {

    private static final int MANY = 64;

    /** Judges a key. */
    @Benchmark
    public ApiKeyHolder authenticate(ServerWithKeys server) {
        return entitled(server.authenticate());
    }

    /** Judges keys, many at once. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public List<ApiKeyHolder> authenticateMany(ServerWithKeys server) {
        List<CompletionStage<Optional<ApiKeyHolder>>> asked =
                Stream.generate(server::authenticate).limit(MANY).toList();
        return asked.stream().map(ApiKeyBenchmark::entitled).toList();
    }

    private static ApiKeyHolder entitled(CompletionStage<Optional<ApiKeyHolder>> answer) {
        return answer.toCompletableFuture().join().orElseThrow();
    }
}
