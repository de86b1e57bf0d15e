package dev.gatehouse.session.valkey;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValueScanCursor;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Commands on the server that holds their keys, each given up after its limit and failing with a
 * {@link dev.gatehouse.session.StoreException} only. Thread-safe.
 */
final class Commands {

    private final Backend backend;
    private final Deadlines deadlines;
    private final Timeouts timeouts;

    Commands(Backend backend, Deadlines deadlines, Timeouts timeouts) {
        this.backend = backend;
        this.deadlines = deadlines;
        this.timeouts = timeouts;
    }

    /** The value of a key that a request waits for; null if there is none. */
    CompletionStage<String> get(String key) {
        return on(key, node -> deadlines.within(timeouts.hot(), node.commands().get(key)));
    }

    /** The value of a key; null if there is none. */
    String getAndWait(String key) {
        return await(on(
                key, node -> deadlines.within(timeouts.cold(), node.commands().get(key))));
    }

    /** The values of keys that lie together, in their order; empty ones for those that are not there. */
    List<KeyValue<String, String>> getAll(List<String> keys) {
        String[] array = keys.toArray(String[]::new);
        return await(on(
                array[0],
                node -> deadlines.within(timeouts.cold(), node.commands().mget(array))));
    }

    /** Runs a script that a request waits for and that answers a text; null for nothing. */
    CompletionStage<String> text(Script script, List<String> keys, List<String> arguments) {
        return run(timeouts.hot(), script, keys, arguments).thenApply(String.class::cast);
    }

    /** Runs a script that answers a text, and waits for it; null for nothing. */
    String textAndWait(Script script, List<String> keys, List<String> arguments) {
        return (String) await(run(timeouts.cold(), script, keys, arguments));
    }

    /** Runs a script that answers a list. */
    CompletionStage<List<?>> list(Script script, List<String> keys, List<String> arguments) {
        return run(timeouts.cold(), script, keys, arguments).thenApply(answer -> (List<?>) answer);
    }

    /** Runs a script that answers a list, and waits for it. */
    List<?> listAndWait(Script script, List<String> keys, List<String> arguments) {
        return await(list(script, keys, arguments));
    }

    /** Runs a script that answers a number, and waits for it. */
    int count(Script script, List<String> keys, List<String> arguments) {
        return ((Number) await(run(timeouts.cold(), script, keys, arguments))).intValue();
    }

    private CompletionStage<Object> run(Duration limit, Script script, List<String> keys, List<String> arguments) {
        String[] keyArray = keys.toArray(String[]::new);
        String[] argumentArray = arguments.toArray(String[]::new);
        return on(keyArray[0], node -> {
            RedisAsyncCommands<String, String> commands = node.commands();
            CompletableFuture<Object> known = deadlines.within(
                    limit, commands.evalsha(script.digest(), script.output(), keyArray, argumentArray));
            return known.exceptionallyCompose(failure -> Failures.rootOf(failure) instanceof RedisNoScriptException
                    ? deadlines.within(limit, commands.eval(script.source(), script.output(), keyArray, argumentArray))
                    : CompletableFuture.failedFuture(failure));
        });
    }

    /** The members of a sorted set from one rank to another. */
    CompletionStage<List<String>> membersBetween(String key, int from, int to) {
        return on(key, node -> deadlines.within(timeouts.cold(), node.commands().zrange(key, from, to)));
    }

    /** Some members of a sorted set, from a cursor on. */
    CompletionStage<ScoredValueScanCursor<String>> membersOf(String key, ScanCursor from, int about) {
        ScanArgs arguments = ScanArgs.Builder.limit(about);
        return on(key, node -> deadlines.within(timeouts.cold(), node.commands().zscan(key, from, arguments)));
    }

    /** At most so many members of a sorted set, the lowest from zero on, whose score is not above the given one. */
    CompletionStage<List<String>> membersUpTo(NodeConnection node, String key, long score, int limit) {
        RedisFuture<List<String>> asked =
                node.commands().zrangebyscore(key, Range.create(0, score), Limit.create(0, limit));
        return translated(node, deadlines.within(timeouts.cold(), asked));
    }

    /** Some keys of one server whose names match, from a cursor on. */
    KeyScanCursor<String> keysOf(NodeConnection node, ScanCursor from, String pattern, int about) {
        ScanArgs arguments = ScanArgs.Builder.matches(pattern).limit(about);
        return await(translated(
                node, deadlines.within(timeouts.cold(), node.commands().scan(from, arguments))));
    }

    /** Asks every server for a sign of life. */
    void ping() {
        List<CompletionStage<String>> asked = backend.wholeRoute().nodes().stream()
                .map(node -> translated(
                        node, deadlines.within(timeouts.cold(), node.commands().ping())))
                .toList();
        asked.forEach(Commands::await);
    }

    /** Runs something on the server that holds a key; once more if that is another one by now. */
    private <T> CompletionStage<T> on(String key, Function<NodeConnection, CompletableFuture<T>> command) {
        NodeConnection node;
        try {
            node = backend.nodeOf(key);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        // One stage for all that may fail: each is an object or two more for every command that does not.
        return command.apply(node)
                .exceptionallyCompose(failure -> Failures.isMoved(failure)
                        ? translated(
                                node,
                                backend.lookAgain(node)
                                        .orTimeout(timeouts.cold().toMillis(), MILLISECONDS)
                                        .thenCompose(_ -> command.apply(backend.nodeOf(key))))
                        : failed(node, failure));
    }

    private static <T> CompletionStage<T> translated(NodeConnection node, CompletableFuture<T> answer) {
        return answer.exceptionallyCompose(failure -> failed(node, failure));
    }

    private static <T> CompletionStage<T> failed(NodeConnection node, Throwable failure) {
        if (Failures.isNotWritable(failure)) {
            // It leads no longer; the next one is looked for.
            node.close();
        }
        return CompletableFuture.failedFuture(Failures.translate(node.endpoint(), failure));
    }

    /** The answer of a stage, or its {@link dev.gatehouse.session.StoreException}. */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw Failures.storeException(e);
        }
    }
}
