package io.outpost.core.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What the last hours brought: the sums that reasons are given by. */
final class HourWindows {
    private static final int DAY = 24;
    private static final int THREE_DAYS = 72;
    private static final double DRY_DRIFT_ABOVE = 7.7;
    private static final double WET_DRIFT_ABOVE = 9.9;

    private final HourWindow water = new HourWindow(THREE_DAYS);
    private final HourWindow rain = new HourWindow(THREE_DAYS);
    private final HourWindow newSnow = new HourWindow(THREE_DAYS);
    private final HourWindow drift = new HourWindow(DAY);
    private final HourWindow[] all = {water, rain, newSnow, drift};
    private double evaporationPerDay;
    private double drainagePerDay;
    private double capillaryPerDay;

    /** Puts what an hour brought. */
    void put(long hour, HourWeather weather, HourFluxes fluxes, double newSnowCentimetres) {
        water.put(hour, fluxes.waterMillimetres());
        rain.put(hour, fluxes.rainMillimetres());
        newSnow.put(hour, newSnowCentimetres);
        drift.put(hour, drift(weather));
        evaporationPerDay = perDay(evaporationPerDay, fluxes.surfaceEvaporationMillimetres());
        drainagePerDay = perDay(drainagePerDay, fluxes.surfaceDrainageMillimetres());
        capillaryPerDay = perDay(capillaryPerDay, fluxes.capillaryRiseMillimetres());
    }

    /** Of a steady flux what it brings in a day. */
    private static double perDay(double before, double ofHour) {
        return before - before / DAY + ofHour;
    }

    /** An hour that was passed over brings nothing. */
    void pass(long hour) {
        for (HourWindow window : all) {
            window.put(hour, 0);
        }
    }

    /** Many hours that were passed over bring nothing; rates stay. */
    void passAll() {
        for (HourWindow window : all) {
            window.clear();
        }
    }

    /** As at the beginning. */
    void clear() {
        passAll();
        evaporationPerDay = 0;
        drainagePerDay = 0;
        capillaryPerDay = 0;
    }

    double rainOfDay(long hour) {
        return rain.sum(hour, DAY);
    }

    /** Puts the sums that end with an hour among its values. */
    void sum(long hour, double[] values) {
        double waterOf3Days = water.sum(hour, THREE_DAYS);
        values[ModelQuantity.WATER_24H_MILLIMETRES.ordinal()] = water.sum(hour, DAY);
        values[ModelQuantity.WATER_72H_MILLIMETRES.ordinal()] = waterOf3Days;
        values[ModelQuantity.MELT_72H_MILLIMETRES.ordinal()] =
                StrictMath.max(0, waterOf3Days - rain.sum(hour, THREE_DAYS));
        values[ModelQuantity.EVAPORATION_MILLIMETRES_PER_DAY.ordinal()] = evaporationPerDay;
        values[ModelQuantity.DRAINAGE_MILLIMETRES_PER_DAY.ordinal()] = drainagePerDay;
        values[ModelQuantity.CAPILLARY_MILLIMETRES_PER_DAY.ordinal()] = capillaryPerDay;
        values[ModelQuantity.RAIN_24H_MILLIMETRES.ordinal()] = rainOfDay(hour);
        values[ModelQuantity.NEW_SNOW_24H_CENTIMETRES.ordinal()] = newSnow.sum(hour, DAY);
        values[ModelQuantity.NEW_SNOW_72H_CENTIMETRES.ordinal()] = newSnow.sum(hour, THREE_DAYS);
        values[ModelQuantity.DRIFT_24H.ordinal()] = drift.sum(hour, DAY);
    }

    /** After Li and Pomeroy 1997: wet snow takes more wind. */
    private static double drift(HourWeather weather) {
        double above = weather.airTemperatureCelsius() > 0 ? WET_DRIFT_ABOVE : DRY_DRIFT_ABOVE;
        double wind = weather.windSpeedMetresPerSecond();
        double excess = wind > above ? wind - above : 0;
        return excess * excess * excess;
    }

    void write(DataOutput out) throws IOException {
        for (HourWindow window : all) {
            window.write(out);
        }
        out.writeDouble(evaporationPerDay);
        out.writeDouble(drainagePerDay);
        out.writeDouble(capillaryPerDay);
    }

    /** Into windows as at the beginning. */
    void read(DataInput in) throws IOException {
        for (HourWindow window : all) {
            window.read(in);
        }
        evaporationPerDay = in.readDouble();
        drainagePerDay = in.readDouble();
        capillaryPerDay = in.readDouble();
    }
}
