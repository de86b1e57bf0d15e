package dev.gatehouse.benchmarks.load.program;

import java.util.List;

/** What the programs of others can be asked beside validation. */
public final class Peer {

    private Peer() {}

    /** Lets it make sessions, as many for each user, and returns their tokens. */
    public static List<String> seed(Program peer, int users, int each) {
        try (Api api = new Api(peer)) {
            return api.ask("POST", "/seed?users=%d&each=%d".formatted(users, each), "")
                    .lines()
                    .toList();
        }
    }
}
