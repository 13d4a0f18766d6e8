package io.outpost.api.preference;

import io.outpost.api.display.Display;
import io.outpost.api.place.Place;
import io.outpost.api.series.PaneHistory;
import io.outpost.api.series.TimeRange;
import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Episode;
import io.outpost.core.preference.Backtest;
import io.outpost.core.preference.Gap;
import io.outpost.core.preference.Match;
import io.outpost.core.preference.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * What a draft would have come to at a place.
 *
 * @param count of all episodes
 * @param moreEpisodes how many of them are not listed
 * @param alerts it would have cost
 * @param medianDurationS of the episodes that ended, s; null: none has
 * @param days the first 3,660 on which an episode was open, in the place's zone
 * @param match how well the newest pane matches; null: there is none
 */
record PlaceBacktest(
        String placeId,
        String timeZone,
        Instant start,
        Instant end,
        Panes panes,
        int count,
        int alerts,
        Double medianDurationS,
        List<Lasted> episodes,
        int moreEpisodes,
        List<String> days,
        Now match) {

    static final Map<String, String> UNITS =
            Map.of("duration_s", "s", "median_duration_s", "s", "over_s", "s", "ready_in_h", "h");

    private static final double MILLIS_PER_SECOND = 1000;

    /**
     * How much was there to judge by.
     *
     * @param judged minutes or hours that were judged
     * @param unknown of them those of which it was not known whether it held
     * @param missing those of the range of which nothing is stored
     */
    record Panes(int judged, int unknown, long missing) {}

    /** An episode; it is open where end is null. */
    record Lasted(Instant start, Instant end, String level, Double durationS) {
        static Lasted of(Episode episode) {
            boolean isOpen = episode.endedAtMillis() == 0;
            return new Lasted(
                    Instant.ofEpochMilli(episode.startedAtMillis()),
                    isOpen ? null : Instant.ofEpochMilli(episode.endedAtMillis()),
                    Severity.names().get(episode.peakLevel() - 1),
                    isOpen
                            ? null
                            : (episode.endedAtMillis() - episode.startedAtMillis())
                                    / MILLIS_PER_SECOND);
        }
    }

    /** How well the pane that ended newest matches, 0..100, and what is missing. */
    record Now(Instant at, Boolean holds, double score, List<Missing> missing) {
        static Now of(Match match, Instant at) {
            return new Now(
                    at,
                    match.holds(),
                    BigDecimal.valueOf(match.score())
                            .setScale(1, RoundingMode.HALF_EVEN)
                            .doubleValue(),
                    match.missing().stream().map(Missing::of).toList());
        }
    }

    /**
     * What one part of the preference lacks.
     *
     * @param pointer into the preference
     * @param overS the time that the value is taken over, s; 0: the pane
     * @param readyInH in so many hours it will do if it stays dry, h; null: not known
     */
    record Missing(
            String pointer,
            String name,
            int overS,
            Double value,
            Double threshold,
            Double distance,
            String unit,
            Integer readyInH) {
        static Missing of(Gap gap) {
            return new Missing(
                    gap.pointer(),
                    gap.name(),
                    gap.spanSeconds(),
                    shown(gap, gap.value()),
                    shown(gap, gap.threshold()),
                    shown(gap, gap.distance()),
                    gap.scale().name(),
                    Double.isNaN(gap.readyInHours()) ? null : (Integer) (int) gap.readyInHours());
        }

        private static Double shown(Gap gap, double value) {
            return Double.isNaN(value) ? null : Display.USUAL.value(gap.name(), value);
        }
    }

    static PlaceBacktest of(
            Place place,
            ZoneId zone,
            TimeRange range,
            long[] startMillis,
            Backtest.Result result,
            Cadence cadence) {
        Duration width = PaneHistory.width(cadence);
        long whole = Duration.between(range.start(), range.end()).dividedBy(width);
        return new PlaceBacktest(
                place.placeId(),
                zone.getId(),
                range.start(),
                range.end(),
                new Panes(result.panes(), result.unknownPanes(), whole - result.panes()),
                result.count(),
                result.alerts(),
                result.medianDuration() == null
                        ? null
                        : (Double) (result.medianDuration().toMillis() / MILLIS_PER_SECOND),
                result.episodes().stream().map(Lasted::of).toList(),
                result.count() - result.episodes().size(),
                result.days().stream().map(LocalDate::toString).toList(),
                match(result, startMillis, width));
    }

    private static Now match(Backtest.Result result, long[] startMillis, Duration width) {
        if (result.match() == null) {
            return null;
        }
        Instant newest = Instant.ofEpochMilli(startMillis[startMillis.length - 1]);
        return Now.of(result.match(), newest.plus(width));
    }
}
