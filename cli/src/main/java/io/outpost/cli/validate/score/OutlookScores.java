package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.SnotelYear;
import io.outpost.cli.validate.statistics.Series;
import io.outpost.core.model.DryOutlook;
import io.outpost.core.model.SteppedPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The outlook of 48 h beside what the models made of the weather that came; the simple way is that
 * all stays as it is.
 */
final class OutlookScores {
    private static final int FIRST_HOUR = 20 * Days.HOURS;
    private static final int LEAST_HOURS_LEFT = 3 * Days.HOURS;

    private final String recording;
    private final Errors wetness = new Errors();
    private final Errors flow = new Errors();
    private final Errors snow = new Errors();

    /** Of outlooks that begin every so many hours. */
    OutlookScores(List<SnotelYear> years, HourSource source, int hoursBetween) {
        recording = "SNOTEL 428, " + Spans.of(years);
        years.forEach(year -> add(source.of(year), hoursBetween));
    }

    /** Errors of the outlook and of persistence, in size. */
    private static final class Errors {
        private final List<Double> outlook = new ArrayList<>();
        private final List<Double> persistence = new ArrayList<>();

        void add(double said, double before, double came) {
            outlook.add(Math.abs(said - came));
            persistence.add(Math.abs(before - came));
        }

        double ratio() {
            return mean(outlook) / mean(persistence);
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%.3f of %.3f, %d starts",
                    mean(outlook),
                    mean(persistence),
                    outlook.size());
        }

        private static double mean(List<Double> values) {
            return Series.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private void add(ModelledHours came, int hoursBetween) {
        int hours = came.count();
        double[] ofWetness = came.wetness();
        double[] ofFlow = came.flow();
        double[] ofSnow = came.snowWaterMillimetres();
        SteppedPlace place = SteppedPlace.of(came.parameters());
        for (int start = FIRST_HOUR; start < hours - LEAST_HOURS_LEFT; start += hoursBetween) {
            int before = start - 1;
            int end = before + DryOutlook.HOURS;
            if (!came.isStepped(before) || !came.hasDay(before) || !came.isStepped(end)) {
                continue;
            }
            List<DryOutlook.Hour> outlook =
                    DryOutlook.of(
                            came.state(before),
                            place,
                            came.day(before),
                            came.epochHourAfter(before));
            DryOutlook.Hour said = outlook.get(outlook.size() - 1);
            wetness.add(said.wetness(), ofWetness[before], ofWetness[end]);
            flow.add(said.flowMillimetresPerHour(), ofFlow[before], ofFlow[end]);
            snow.add(said.snowWaterEquivalentMillimetres(), ofSnow[before], ofSnow[end]);
        }
    }

    /**
     * The three of them.
     *
     * @param reach of wetness and flow; null: they are shown only
     */
    List<Score> scores(Reach reach) {
        String measure = ", 48 h ahead without rain: error per error of persistence";
        return List.of(
                new Score(
                        recording,
                        "wetness" + measure,
                        1.0,
                        wetness.ratio(),
                        wetness.text(),
                        reach),
                new Score(recording, "flow index" + measure, 1.0, flow.ratio(), flow.text(), reach),
                Score.shown(recording, "snow water" + measure, 1.0, snow.ratio(), snow.text()));
    }
}
