package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.UscrnStation;
import io.outpost.cli.validate.statistics.Agreement;
import io.outpost.cli.validate.statistics.Hits;
import io.outpost.cli.validate.statistics.Series;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.SoilParameters;
import io.outpost.core.model.Surface;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Wetness and frost of many stations beside their sensors 5 cm deep, by day. */
final class StationScores {
    private static final int SIMPLE_HOURS = 48;
    private static final double FROZEN_INDEX = 25;
    private static final double FROZEN_CELSIUS = -0.3;
    private static final double COOL_CELSIUS = 5;
    private static final double SIMPLE_FROZEN_CELSIUS = -1;

    private final List<UscrnStation> stations;
    private final HourSource source;
    private final String recording;

    StationScores(List<UscrnStation> stations, HourSource source) {
        this.stations = stations;
        this.source = source;
        this.recording = "USCRN, %d stations".formatted(stations.size());
    }

    List<Score> scores() {
        List<Score> scores = new ArrayList<>(wetness());
        scores.add(frost());
        return scores;
    }

    /** Wetness by the constants of other surfaces, at all stations whatever theirs is. */
    List<Score> ablations() {
        return Arrays.stream(Surface.values())
                .filter(surface -> surface != Surface.LOAM)
                .map(
                        surface ->
                                Score.shown(
                                        recording,
                                        "wetness as if all were " + surface,
                                        null,
                                        Series.median(correlations(s -> wetness(s, surface))),
                                        null))
                .toList();
    }

    private List<Score> wetness() {
        double[] modelled = correlations(station -> wetness(source.of(station)));
        double[] simple =
                correlations(
                        station ->
                                Series.means(
                                        Series.rollingSums(
                                                station.hours().precipitationMillimetres(),
                                                SIMPLE_HOURS),
                                        Days.HOURS));
        int better = 0;
        for (int i = 0; i < modelled.length; i++) {
            better += modelled[i] > simple[i] ? 1 : 0;
        }
        return List.of(
                new Score(
                        recording,
                        "wetness, rank correlation, median station; simple: 48 h of rain",
                        Series.median(simple),
                        Series.median(modelled),
                        String.format(
                                Locale.ROOT,
                                "10 %% of stations below %.2f",
                                Series.quantile(modelled, 0.1)),
                        Reach.atLeast(0.82)),
                Score.shown(
                        recording,
                        "share of stations where it is better than 48 h of rain",
                        null,
                        (double) better / modelled.length,
                        "%d of %d".formatted(better, modelled.length)));
    }

    private double[] correlations(Function<UscrnStation, double[]> model) {
        return stations.stream()
                .mapToDouble(s -> Agreement.rankCorrelation(s.soilMoisture(), model.apply(s)))
                .toArray();
    }

    /** By day. */
    private static double[] wetness(UscrnStation station, Surface surface) {
        ModelParameters place = station.place();
        ModelParameters there =
                new ModelParameters(
                        place.latitudeDegrees(),
                        place.longitudeDegrees(),
                        place.elevationMetres(),
                        place.snow(),
                        SoilParameters.of(surface),
                        place.flow());
        return wetness(SteppedHours.of(station.hours(), there));
    }

    private static double[] wetness(ModelledHours hours) {
        return Series.means(hours.wetness(), Days.HOURS);
    }

    private Score frost() {
        Hits byIndex = new Hits();
        Hits byTemperature = new Hits();
        for (UscrnStation station : stations) {
            double[] index = Series.means(source.of(station).frostDegreeDays(), Days.HOURS);
            for (int day = 0; day < station.days(); day++) {
                double soil = station.soilCelsius()[day];
                if (!Double.isNaN(soil) && station.measuredLowestCelsius()[day] < COOL_CELSIUS) {
                    double mean =
                            (station.highestCelsius()[day] + station.lowestCelsius()[day]) / 2;
                    byIndex.add(index[day] > FROZEN_INDEX, soil < FROZEN_CELSIUS);
                    byTemperature.add(mean < SIMPLE_FROZEN_CELSIUS, soil < FROZEN_CELSIUS);
                }
            }
        }
        return new Score(
                recording,
                "ground frozen (index above 25), critical success; simple: day below -1 degC",
                byTemperature.criticalSuccess(),
                byIndex.criticalSuccess(),
                String.format(
                        Locale.ROOT,
                        "%.0f %% found, %.0f %% false alarms",
                        100 * byIndex.detected(),
                        100 * byIndex.falseAlarmShare()),
                Reach.atLeast(0.45));
    }
}
