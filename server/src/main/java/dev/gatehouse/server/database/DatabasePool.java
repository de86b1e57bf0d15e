package dev.gatehouse.server.database;

/**
 * How many connections there are, and what for; no more threads ever use one at once.
 *
 * @param lookups that look up what a request needs before anything else
 * @param readers that read anything else
 * @param writers that write
 */
record DatabasePool(int lookups, int readers, int writers) {

    /** PostgreSQL allows a hundred connections unless it is told otherwise, and there are many replicas. */
    private static final int MOST_LOOKUPS = 8;

    /**
     * As many readers as this machine has cores, at least two, and the one writer that SQLite allows. Lookups happen on as
     * many threads, and on those of the session store: its readers and its writer.
     */
    static DatabasePool ofSqlite() {
        return new DatabasePool(2 * cores() + 1, cores(), 1);
    }

    /** A second writer is on its way to the server while the first one's commit is written there. */
    static DatabasePool ofPostgres() {
        return new DatabasePool(Math.min(cores(), MOST_LOOKUPS), 2, 2);
    }

    private static int cores() {
        return Math.max(2, Runtime.getRuntime().availableProcessors());
    }

    int connections() {
        return lookups + readers + writers;
    }
}
