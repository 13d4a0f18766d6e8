package io.outpost.e2e.oracle.topics;

import java.time.Instant;

/**
 * An alert, from the topic or from the table.
 *
 * @param endedMillis 0 while the episode is open
 */
record Told(
        String alertId,
        String episodeId,
        String kind,
        long revision,
        String placeId,
        String subject,
        long atMillis,
        long startedMillis,
        long endedMillis,
        String level,
        boolean provisional) {
    /** What no two messages may have in common. */
    String triple() {
        return episodeId + " " + kind + " " + revision;
    }

    /** What it says, whatever its revision. */
    String statement() {
        return String.join(
                " ", episodeId, kind, Long.toString(atMillis), Long.toString(endedMillis), level);
    }

    /** Alerts of one episode and revision come in this order. */
    private int rank() {
        return switch (kind) {
            case "BEGAN" -> 0;
            case "CHANGED" -> 1;
            default -> 2;
        };
    }

    boolean isAfter(Told other) {
        return revision != other.revision ? revision > other.revision : rank() > other.rank();
    }

    boolean isNoData() {
        return subject.equals("NO_DATA");
    }

    @Override
    public String toString() {
        return "%s %s %s of %s, revision %d, level %s, ended %s"
                .formatted(
                        placeId,
                        subject,
                        kind,
                        Instant.ofEpochMilli(startedMillis),
                        revision,
                        level,
                        endedMillis == 0 ? "no" : Instant.ofEpochMilli(endedMillis));
    }
}
