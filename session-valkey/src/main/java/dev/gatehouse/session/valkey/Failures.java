package dev.gatehouse.session.valkey;

import dev.gatehouse.session.StoreException;
import dev.gatehouse.session.StoreUnavailableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** What went wrong with a command. */
final class Failures {

    private static final int LONGEST = 200;

    private Failures() {}

    static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root instanceof CompletionException && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Whether a slot of the cluster lies elsewhere for good. While it moves, what is asked for is unavailable. */
    static boolean isMoved(Throwable failure) {
        return messageOf(failure).startsWith("MOVED ");
    }

    /** Whether the server has become a replica. */
    static boolean isNotWritable(Throwable failure) {
        return messageOf(failure).contains("READONLY");
    }

    /**
     * Whether nothing can be written for want of space: in memory, or, where the server then refuses writes, on its
     * disk.
     */
    static boolean isOutOfSpace(Throwable failure) {
        Throwable root = rootOf(failure);
        String message = messageOf(root.getCause() == null ? root : root.getCause());
        return message.contains("OOM command not allowed") || message.contains("MISCONF");
    }

    static StoreException translate(Endpoint endpoint, Throwable failure) {
        Throwable root = rootOf(failure);
        if (root instanceof StoreException known) {
            return known;
        }
        if (root instanceof TimeoutException) {
            return new StoreUnavailableException(endpoint + " did not answer in time", root);
        }
        String message = messageOf(root);
        String shown = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
        return new StoreUnavailableException(endpoint + " failed: " + shown, root);
    }

    /** The exception to throw for what a stage was completed with. */
    static StoreException storeException(Throwable failure) {
        Throwable root = rootOf(failure);
        return root instanceof StoreException known
                ? known
                : new StoreUnavailableException(
                        "Valkey failed: " + root.getClass().getSimpleName(), root);
    }

    private static String messageOf(Throwable failure) {
        return String.valueOf(rootOf(failure).getMessage());
    }
}
