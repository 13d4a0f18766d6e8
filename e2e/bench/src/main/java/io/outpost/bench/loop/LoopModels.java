package io.outpost.bench.loop;

import io.outpost.bench.digest.RowHash;
import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.ConditionStates;
import io.outpost.core.condition.Rule;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.model.HourChain;
import io.outpost.core.model.HourInput;
import io.outpost.core.model.HourReport;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.SteppedPlace;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.model.WaterThresholds;
import io.outpost.core.place.HourConditions;
import io.outpost.schemas.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * The hourly models of a place, stepped once for each hour. Nothing is learned: that begins to
 * count after more days than it takes.
 */
final class LoopModels {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long MOST_HOURS = 8 * 24;
    private static final int RAIN = 10;
    private static final int RAIN_COUNTER = 11;
    private static final Map<Subject, int[]> LEVELS = levels();
    private static final HourConditions HOURLY = new HourConditions();

    private final SteppedPlace place;
    private final HourChain chain = new HourChain();
    private final ConditionStates conditions = new ConditionStates(Cadence.HOUR);
    private long firstHour = HourChain.NONE;
    private long gauge;
    private int rains;
    private long rainHigh;
    private long rainLow;

    private LoopModels(SteppedPlace place) {
        this.place = place;
    }

    /** By the parameters of a place. */
    static LoopModels of(Place place) {
        boolean isKnown = place.getLatitude() != null && place.getLongitude() != null;
        boolean hasOthers =
                place.getRemoved()
                        || place.getStaleAfterSeconds() != null
                        || place.getWindHeightMetres() != null;
        if (!isKnown || hasOthers) {
            throw new IllegalStateException(
                    "the loop takes no parameters but position, surface and stream size");
        }
        return new LoopModels(SteppedPlace.of(parameters(place)));
    }

    private static ModelParameters parameters(Place place) {
        return ModelParameters.at(
                place.getLatitude(),
                place.getLongitude(),
                place.getElevationMetres() == null
                        ? ModelParameters.DEFAULT_ELEVATION_METRES
                        : place.getElevationMetres(),
                place.getSurface() == null ? Surface.LOAM : Surface.valueOf(place.getSurface()),
                place.getStreamSize() == null
                        ? StreamSize.MEDIUM
                        : StreamSize.valueOf(place.getStreamSize()));
    }

    /** Takes the rain of an observation, if it has any. */
    void addRain(DecodedRecord o) {
        if ((o.present >>> RAIN & 3) == 0) {
            return;
        }
        if ((o.present >>> RAIN_COUNTER & 1) != 0 || (gauge != 0 && gauge != o.sensorHash)) {
            throw new IllegalStateException(
                    "the loop takes one rain gauge per place, that sends amounts");
        }
        gauge = o.sensorHash;
        double millimetres = o.values[RAIN];
        long high = ExactSums.high(millimetres);
        rainHigh += high;
        rainLow += ExactSums.low(millimetres, high);
        rains++;
    }

    /** Steps through an hour that has closed, and those without observations before it. */
    void closeHour(long startMillis, PaneCells pane, long key, CountedRows rows) {
        long last = startMillis / HOUR_MILLIS;
        firstHour = firstHour == HourChain.NONE ? last : firstHour;
        if (last - firstHour >= MOST_HOURS) {
            throw new IllegalStateException(
                    "the loop steps models through 8 days at most: it learns nothing of a place");
        }
        HourInput input = input(pane);
        long hour = chain.nextHour() == HourChain.NONE ? last : chain.nextHour();
        for (; hour <= last; hour++) {
            step(hour, hour == last ? input : HourInput.NONE, key, rows);
        }
        rains = 0;
        rainHigh = 0;
        rainLow = 0;
    }

    private HourInput input(PaneCells pane) {
        return new HourInput(
                pane.mean(0),
                rains == 0 ? Double.NaN : ExactSums.toDouble(rainHigh, rainLow),
                pane.mean(2),
                pane.mean(3),
                pane.mean(8),
                pane.mean(7));
    }

    private void step(long hour, HourInput input, long key, CountedRows rows) {
        HourReport report = chain.take(hour, input, place, WaterThresholds.DEFAULT);
        if (report == null) {
            return;
        }
        HOURLY.judge(conditions, report, change -> emit(change, key, rows));
        long start = hour * HOUR_MILLIS;
        long begun = RowHash.begin(key, RowHash.MODEL, start);
        rows.count(start, RowHash.addModels(begun, report.models()));
    }

    private static void emit(Transition change, long key, CountedRows rows) {
        int level = change.shownLevel();
        long hash = RowHash.begin(key, RowHash.TRANSITION, change.atMillis());
        hash = RowHash.add(hash, change.subject().name().hashCode());
        hash = RowHash.add(hash, change.from().name().hashCode());
        hash = RowHash.add(hash, change.to().name().hashCode());
        hash = RowHash.add(hash, level == 0 ? 0 : LEVELS.get(change.subject())[level - 1]);
        // Conditions are evaluated at the end of an hour.
        rows.count(change.atMillis() - 1, hash);
    }

    private static Map<Subject, int[]> levels() {
        Map<Subject, int[]> levels = new HashMap<>();
        for (Rule rule : HourConditions.RULES) {
            levels.put(
                    rule.subject(),
                    rule.levels().names().stream().mapToInt(String::hashCode).toArray());
        }
        return levels;
    }
}
