package dev.gatehouse.server.database;

import java.util.Optional;

/** Finds rows inside {@link Database#lookUp}. For the thread that it is given to. */
public interface PointReads {

    /** What the query makes of the row that the key finds, if there is one. */
    <T> Optional<T> find(PointQuery<T> query, String key);
}
