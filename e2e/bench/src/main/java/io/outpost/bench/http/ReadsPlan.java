package io.outpost.bench.http;

import java.util.List;

/**
 * What is measured.
 *
 * @param warmUpSeconds for how long each process is asked before
 * @param seconds for how long it is measured
 * @param connections on which there is a request at any time
 * @param scheduledConnections that share a schedule, whatever becomes of the requests before
 * @param scheduledPerSecond requests of the schedule, all connections together
 * @param places that are stored
 */
record ReadsPlan(
        int rounds,
        int warmUpSeconds,
        int seconds,
        int connections,
        int scheduledConnections,
        int scheduledPerSecond,
        int places,
        List<ReadContender> contenders) {

    ReadsPlan {
        require("--rounds", rounds, 1, 100);
        require("--warm-up", warmUpSeconds, 1, 600);
        require("--seconds", seconds, 1, 600);
        require("--connections", connections, 1, 1_000);
        require("--scheduled-connections", scheduledConnections, 1, 1_000);
        require("--scheduled-rate", scheduledPerSecond, 1, 100_000);
        require("--places", places, 1_000, 1_000_000);
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "%s must be %d to %d".formatted(option, least, most));
        }
    }
}
