package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.UscrnStation;
import io.outpost.cli.validate.statistics.Series;
import io.outpost.core.model.DayCycle;
import io.outpost.core.model.ReadyBy;
import io.outpost.core.model.SteppedPlace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Dry spells of a station after a day of 5 mm or more, with what was said at its end. */
final class DrySpells {
    private static final double RAIN_MILLIMETRES = 5;
    private static final double DRY_MILLIMETRES = 1;
    private static final int LEAST_DAYS = 2;
    private static final int DAYS_BEFORE = 7;
    private static final double LONGEST_DAYS = 30;
    private static final double LEAST_SHARE = 0.05;

    private final UscrnStation station;
    private final ModelledHours modelled;
    private final double[] wetness;
    private final double[] snow;

    DrySpells(UscrnStation station, ModelledHours modelled) {
        this.station = station;
        this.modelled = modelled;
        this.wetness = modelled.wetness();
        this.snow = modelled.snowWaterMillimetres();
    }

    /**
     * A spell.
     *
     * @param saidDays until the ground is dry enough
     * @param readyDay the first day after the rain on which the sensor was; 0: none
     * @param days how long it stayed dry
     */
    record Spell(double saidDays, int readyDay, int days) {
        /**
         * True when it was long enough to see whether it was ready by so many times what was said.
         */
        boolean isLongEnoughFor(double times) {
            return days >= Math.ceil(saidDays * times);
        }

        boolean isReadyBy(double times) {
            return readyDay > 0 && readyDay <= Math.ceil(saidDays * times);
        }
    }

    /** The spells that began wetter than a threshold. */
    List<Spell> until(double threshold) {
        double ofSensor = sensorThreshold(threshold);
        List<Spell> spells = new ArrayList<>();
        int day = DAYS_BEFORE;
        while (!Double.isNaN(ofSensor) && day < station.days() - LEAST_DAYS - 1) {
            if (!begins(day, threshold, ofSensor)) {
                day++;
                continue;
            }
            int end = end(day);
            if (end - day - 1 >= LEAST_DAYS) {
                spells.add(spell(day, end, threshold, ofSensor));
            }
            day = end;
        }
        return spells;
    }

    /** What the sensor shows as often below as the model a threshold; NaN where hardly ever. */
    private double sensorThreshold(double threshold) {
        double[] sensor = station.soilMoisture();
        double[] said = Series.where(daily(), day -> !Double.isNaN(sensor[day]));
        double share =
                Arrays.stream(said).filter(s -> s < threshold).count() / (double) said.length;
        return share < LEAST_SHARE || share > 1 - LEAST_SHARE
                ? Double.NaN
                : Series.quantile(sensor, share);
    }

    private double[] daily() {
        double[] daily = new double[station.days()];
        for (int day = 0; day < daily.length; day++) {
            daily[day] = wetness[lastHour(day)];
        }
        return daily;
    }

    private boolean begins(int day, double threshold, double ofSensor) {
        return rain(day) >= RAIN_MILLIMETRES
                && rain(day + 1) < DRY_MILLIMETRES
                && wetness[lastHour(day)] > threshold
                && isWithoutSnow(day)
                && station.soilMoisture()[day] > ofSensor;
    }

    /** The first day that is not of the spell any more. */
    private int end(int begin) {
        int end = begin + 1;
        while (end < station.days()
                && rain(end) < DRY_MILLIMETRES
                && !Double.isNaN(station.soilMoisture()[end])) {
            end++;
        }
        return end;
    }

    private Spell spell(int begin, int end, double threshold, double ofSensor) {
        DayCycle days =
                new DayCycle(
                        mean(station.lowestCelsius(), begin),
                        mean(station.highestCelsius(), begin));
        double saidDays =
                ReadyBy.drierThan(
                                threshold,
                                modelled.state(lastHour(begin)),
                                SteppedPlace.of(modelled.parameters()),
                                days,
                                modelled.epochHourAfter(lastHour(begin)))
                        .map(ready -> (double) ready.hours() / Days.HOURS)
                        .orElse(LONGEST_DAYS);
        for (int day = begin + 1; day < end; day++) {
            if (station.soilMoisture()[day] < ofSensor) {
                return new Spell(saidDays, day - begin, end - begin - 1);
            }
        }
        return new Spell(saidDays, 0, end - begin - 1);
    }

    /** A day without a measurement counts as dry. */
    private double rain(int day) {
        double measured = station.precipitationMillimetres()[day];
        return Double.isNaN(measured) ? 0 : measured;
    }

    private boolean isWithoutSnow(int day) {
        return Arrays.stream(snow, day * Days.HOURS, (day + 1) * Days.HOURS)
                .allMatch(water -> water == 0);
    }

    private static double mean(double[] values, int end) {
        return Series.mean(Arrays.copyOfRange(values, end - DAYS_BEFORE, end));
    }

    private static int lastHour(int day) {
        return (day + 1) * Days.HOURS - 1;
    }
}
