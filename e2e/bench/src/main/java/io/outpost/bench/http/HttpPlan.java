package io.outpost.bench.http;

import java.util.List;

/**
 * What is measured.
 *
 * @param warmUpSeconds for how long each process is asked before
 * @param seconds for how long it is measured
 * @param connections on which there is a request at any time, each of a sensor of its own
 * @param batch observations of a request of many
 * @param contenders in their order
 */
record HttpPlan(
        int rounds,
        int warmUpSeconds,
        int seconds,
        int connections,
        int batch,
        List<Contender> contenders) {
    static final int MOST_CONNECTIONS = 256;

    /** With more, a request could be longer than the API takes of a signed one. */
    private static final int MOST_IN_BATCH = 700;

    HttpPlan {
        require("--rounds", rounds, 100);
        require("--warm-up", warmUpSeconds, 600);
        require("--seconds", seconds, 600);
        require("--connections", connections, MOST_CONNECTIONS);
        require("--batch", batch, MOST_IN_BATCH);
    }

    private static void require(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("%s must be 1 to %d".formatted(option, most));
        }
    }
}
