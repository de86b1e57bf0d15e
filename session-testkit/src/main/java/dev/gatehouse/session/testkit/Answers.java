package dev.gatehouse.session.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.gatehouse.session.StoreException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Waits for the asynchronous verbs. */
public final class Answers {

    private static final long BOUND_SECONDS = 60;

    private Answers() {}

    /**
     * The answer.
     *
     * @throws StoreException as the stage was completed with it
     * @throws AssertionError if the stage failed otherwise, or was not completed in time
     */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(BOUND_SECONDS, SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StoreException failure) {
                throw failure;
            }
            throw new AssertionError("An answer failed with what is no StoreException: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("No answer in " + BOUND_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Waiting for an answer was interrupted", e);
        }
    }
}
