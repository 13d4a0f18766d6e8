package io.outpost.flink.settings;

import io.outpost.core.place.PlaceBounds;

/** Reads the bounds that all jobs decide by. */
public final class PlaceBoundsReader {
    private static final int MOST = 1_000_000;
    private static final int MOST_PREFERENCES = 10_000;

    private PlaceBoundsReader() {}

    public static PlaceBounds read(SettingsReader reader) {
        return new PlaceBounds(
                (int) reader.integer("places.most", 250, 1, MOST),
                (int) reader.integer("places.most-new-per-hour", 200, 1, MOST),
                (int) reader.integer("places.most-sensors", 10_000, 1, MOST),
                (int) reader.integer("places.most-preferences", 200, 1, MOST_PREFERENCES));
    }
}
