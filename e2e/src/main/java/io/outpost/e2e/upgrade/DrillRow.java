package io.outpost.e2e.upgrade;

/**
 * What is written down of a drill; texts are empty where there was nothing.
 *
 * @param end how it ended
 * @param seconds all of it
 * @param compared emissions of both versions that were the same
 * @param gapSeconds in which nobody wrote
 * @param backSeconds of the way back
 * @param why a version was not taken
 */
record DrillRow(
        String drill,
        String way,
        String end,
        double seconds,
        String compared,
        String gapSeconds,
        String backSeconds,
        String why) {

    String text() {
        return "%s | %s | %s | %.0f | %s | %s | %s | %s"
                .formatted(drill, way, end, seconds, compared, gapSeconds, backSeconds, why);
    }
}
