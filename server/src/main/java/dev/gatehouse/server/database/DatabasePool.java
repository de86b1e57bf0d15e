package dev.gatehouse.server.database;

/**
 * How many connections there are: one that writes, and these that read.
 *
 * @param readers at least 1
 */
record DatabasePool(int readers) {

    /** As many readers as this machine has cores, at least two. */
    static DatabasePool ofThisMachine() {
        return new DatabasePool(Math.max(2, Runtime.getRuntime().availableProcessors()));
    }

    int connections() {
        return readers + 1;
    }
}
