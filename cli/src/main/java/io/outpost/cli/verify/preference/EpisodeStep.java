package io.outpost.cli.verify.preference;

import io.outpost.cli.verify.emission.Driver;
import java.util.List;

/**
 * What happens to an episode.
 *
 * @param level urgency with it; of one that ends as it was
 * @param drivers none of a silence
 */
public record EpisodeStep(
        Kind kind, long atMillis, int level, int peak, long startMillis, List<Driver> drivers) {
    /** Of a step. */
    public enum Kind {
        BEGAN,
        CHANGED,
        ENDED
    }
}
