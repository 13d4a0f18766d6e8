package io.outpost.core.place;

/**
 * The state of an episode.
 *
 * @param endedAtMillis 0 while it is open
 */
public record EpisodeRow(
        String episodeId,
        String placeId,
        String condition,
        long startedAtMillis,
        long endedAtMillis,
        String level,
        String peakLevel,
        boolean retracted,
        long revision,
        long asOfMillis)
        implements Emission {
    @Override
    public void to(PlaceOutput output) {
        output.episode(this);
    }
}
