package io.outpost.cli.replay;

import io.outpost.cli.outcome.Patience;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.order.BoundedShuffle;
import io.outpost.cli.replay.order.Pace;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to replay.
 *
 * @param speed seconds of event time per second; null: as fast as possible
 * @param shuffle bound of the injected disorder in event time; null: in order
 * @param before2000 observations of before 2000 are sent as such, and so accepted
 * @param allowLate true: also sends what is mostly older than its places allow
 * @param patience longest time without any progress while waiting
 */
record ReplaySettings(
        Path ledgerFolder,
        Double speed,
        Duration shuffle,
        long seed,
        String compression,
        boolean before2000,
        boolean waitForResults,
        Patience patience,
        Acceptance acceptance,
        boolean allowLate) {
    Arrival arrival() {
        return shuffle == null ? Arrival.ON_TIME : new BoundedShuffle(shuffle, seed);
    }

    Pace pace() {
        return new Pace(speed == null ? Double.POSITIVE_INFINITY : speed, System::nanoTime);
    }
}
