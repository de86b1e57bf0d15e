package dev.gatehouse.session.sqlite;

import java.util.List;
import java.util.Optional;

/**
 * What one step of a sweep saw.
 *
 * @param ids the dead rows, in order
 * @param last the last row that was looked at; empty if that was the last of the table
 */
record DeadRows(List<String> ids, Optional<String> last) {

    /** Sorts after every session id. */
    static final String BEHIND_ALL_IDS = "~";
}
