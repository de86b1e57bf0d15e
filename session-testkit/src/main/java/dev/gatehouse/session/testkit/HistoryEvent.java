package dev.gatehouse.session.testkit;

/** The beginning or the end of a call, as it is recorded. A call without an end has an unknown outcome. */
sealed interface HistoryEvent {

    /** Who called; a client makes one call at a time. */
    String client();

    /** {@link System#nanoTime()}. */
    long at();

    /** A call is about to be made. */
    record Invoked(String client, long at, Operation operation) implements HistoryEvent {}

    /** The client's last call has returned. */
    record Answered(String client, long at, Answer answer) implements HistoryEvent {}
}
