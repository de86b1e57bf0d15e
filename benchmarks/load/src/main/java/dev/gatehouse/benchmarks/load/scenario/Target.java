package dev.gatehouse.benchmarks.load.scenario;

import dev.gatehouse.benchmarks.load.client.Requests;
import dev.gatehouse.benchmarks.load.program.Program;

/** Something that is asked in the same way as others, to compare them. */
record Target(String name, Program server, Requests requests, Kind kind) {

    /** What it is for. */
    enum Kind {
        /** The fastest that there can be. */
        CEILING,
        /** Ours, with sessions in SQLite. */
        SQLITE,
        /** Ours, with sessions in Valkey, asked every time. */
        VALKEY,
        /** Ours, with sessions in Valkey and a near cache. */
        NEAR_CACHE,
        /** Another one's, with sessions in Valkey. */
        VALKEY_PEER,
        /** Another one's, with sessions in SQLite. */
        SQLITE_PEER;

        boolean asksValkey() {
            return this == VALKEY || this == NEAR_CACHE || this == VALKEY_PEER;
        }
    }
}
