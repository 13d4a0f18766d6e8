package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.WeatherHours;

/**
 * Snow by the sum of degrees above freezing, the simple way: what the energy balance is compared
 * with.
 *
 * @param meltMillimetresPerDegreeDay mean over the year
 * @param seasonShare by which it is more in June and less in December, of the northern half
 * @param holdingShare liquid water that ice holds, and takes when it freezes again; 0: none
 */
record DegreeDay(double meltMillimetresPerDegreeDay, double seasonShare, double holdingShare) {
    private static final double RAIN_FROM_CELSIUS = 2;
    private static final double RAIN_MELT_SHARE_PER_KELVIN = 0.0125;
    private static final double COLD_SHARE_OF_MELT = 0.5;
    private static final double HOURS_PER_DAY = 24;

    /** The snow while it is modelled, mm of water. */
    private static final class Pack {
        private double ice;
        private double liquid;
        private double cold;
    }

    /** The water of the snow after each hour, mm; of hours that all have a temperature. */
    double[] snowWaterMillimetres(WeatherHours weather) {
        double[] water = new double[weather.count()];
        Pack pack = new Pack();
        for (int i = 0; i < water.length; i++) {
            double celsius = weather.airTemperatureCelsius()[i];
            int day = Days.ofYear(weather.firstEpochHour() + i);
            step(pack, celsius, weather.precipitationMillimetres()[i], factor(day));
            water[i] = pack.ice + pack.liquid;
        }
        return water;
    }

    private double factor(int dayOfYear) {
        double season = StrictMath.sin((dayOfYear - 81) / 365.0 * 2 * Math.PI);
        return meltMillimetresPerDegreeDay * (1 + seasonShare * season);
    }

    private void step(Pack pack, double celsius, double precipitation, double factor) {
        double share = Math.min(1, Math.max(0, 1 - celsius / RAIN_FROM_CELSIUS));
        double snow = precipitation * share;
        double rain = precipitation - snow;
        double warmth = Math.max(0, celsius);
        pack.ice += snow;
        double melt = factor * warmth / HOURS_PER_DAY + RAIN_MELT_SHARE_PER_KELVIN * rain * warmth;
        if (holdingShare == 0) {
            pack.ice -= Math.min(pack.ice, melt);
            return;
        }
        if (pack.ice > 0 && celsius < 0) {
            double cooling = COLD_SHARE_OF_MELT * factor * -celsius / HOURS_PER_DAY;
            pack.cold = Math.min(pack.cold + cooling, holdingShare * pack.ice);
        }
        meltAndHold(pack, melt, rain);
    }

    private void meltAndHold(Pack pack, double melt, double rain) {
        double warmed = Math.min(pack.cold, melt);
        pack.cold -= warmed;
        double melted = Math.min(melt - warmed, pack.ice);
        pack.ice -= melted;
        pack.liquid += melted + (pack.ice > 0 ? rain : 0);
        double frozen = Math.min(pack.liquid, pack.cold);
        pack.liquid = Math.min(pack.liquid - frozen, holdingShare * (pack.ice + frozen));
        pack.ice += frozen;
        pack.cold -= frozen;
    }
}
