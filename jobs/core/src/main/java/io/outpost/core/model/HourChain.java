package io.outpost.core.model;

import io.outpost.core.model.HourModels.Certainty;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The models of a place as they stand after an hour, with what they need of the hours before. Hours
 * are taken one after the other, also those of which nothing is known. Mutable; {@link #copy} where
 * it must stay. docs/topology.md, Hourly models.
 */
public final class HourChain {
    /** No hour. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int BEGINS_ANEW_AFTER_HOURS = 30 * 24;
    private static final int UNCERTAIN_HOURS = 30 * 24;
    private static final double FROZEN_ABOVE_DEGREE_DAYS = 25;
    private static final double COLD_BELOW_CELSIUS = -2;
    private static final int COLD_HOURS = 6;
    private static final int THAWING_HOURS = 48;
    private static final int LEVEL_COUNTS_HOURS = 24;
    private static final double WARMING_KELVIN = 8;
    private static final double RAIN_ON_SNOW_MILLIMETRES = 10;
    private static final int WARMING_HOURS = 6;
    private static final double LOAD_KEPT = StrictMath.pow(2, -1.0 / 24);

    private long nextHour = NONE;
    private long begunHour = NONE;
    private long steppedHour = NONE;
    private long frozenHour = NONE;
    private long warmingHour = NONE;
    private long levelHour = NONE;
    private int coldHours;
    private double snowLoadCentimetres;
    private ModelState state;
    private RecentHours recent = new RecentHours();
    private final HourWindows windows = new HourWindows();
    private final KnownRain knownRain = new KnownRain();
    private final RecentDays recentDays = new RecentDays();

    /** The hour to be taken next; {@link #NONE} before the first. */
    public long nextHour() {
        return nextHour;
    }

    /** True once an hour was stepped. */
    public boolean isBegun() {
        return begunHour != NONE;
    }

    /** The last hour that was stepped; {@link #NONE} before the first. */
    public long steppedHour() {
        return steppedHour;
    }

    /**
     * Takes the next hour.
     *
     * @param models with the parameters that apply to the hour; null without a position
     * @return null when the hour is passed over, and not judged by a water level either
     */
    public HourReport take(
            long hour, HourInput known, SteppedPlace models, WaterThresholds thresholds) {
        HourReport.Water water = water(hour, known, thresholds);
        HourReport report = stepOrPass(hour, known, models, thresholds.flow(), water);
        return report == null && water.isByLevel() ? HourReport.ofLevel(hour, water) : report;
    }

    private HourReport.Water water(long hour, HourInput known, WaterThresholds thresholds) {
        if (known.hasWaterLevel() && thresholds.level() != null) {
            levelHour = hour;
            return new HourReport.Water(known.waterLevelMetres(), thresholds.level(), false);
        }
        return levelHour != NONE && hour - levelHour <= LEVEL_COUNTS_HOURS
                ? HourReport.Water.NONE
                : HourReport.Water.BY_FLOW;
    }

    private HourReport stepOrPass(
            long hour,
            HourInput known,
            SteppedPlace models,
            FlowThresholds thresholds,
            HourReport.Water water) {
        boolean hasPosition = models != null;
        boolean mayBegin = hasPosition && !Double.isNaN(known.airTemperatureCelsius());
        if (mayBegin && (!isBegun() || hour - steppedHour > BEGINS_ANEW_AFTER_HOURS)) {
            begin(hour, models.parameters());
        }
        nextHour = hour + 1;
        if (!isBegun()) {
            return null;
        }
        HourInput input = hasPosition ? known : HourInput.NONE;
        double highestBefore = recent.highestCelsius();
        double dayBefore = recent.celsiusOfDayBefore(hour);
        recent.add(hour, input.airTemperatureCelsius(), input.precipitationMillimetres());
        boolean isStepped = hasPosition && recent.hasTemperature();
        knownRain.add(hour, !isStepped || recent.isPrecipitationMissing());
        if (!isStepped) {
            windows.pass(hour);
            recentDays.add(hour, Double.NaN);
            coldHours = 0;
            return null;
        }
        return step(input, models, thresholds, highestBefore, dayBefore, water);
    }

    /** True when an hour of which nothing is known would change nothing: see {@link #skipTo}. */
    public boolean maySkip() {
        return !isBegun()
                || (nextHour - steppedHour > KnownRain.HOURS
                        && Double.isNaN(recent.highestCelsius()));
    }

    /** Passes over hours of which nothing is known, at once; where they {@link #maySkip}. */
    public void skipTo(long hour) {
        nextHour = hour;
        if (isBegun()) {
            recent = new RecentHours();
            windows.passAll();
            recentDays.clear();
            knownRain.loseAll(hour - 1);
            coldHours = 0;
        }
    }

    private void begin(long hour, ModelParameters parameters) {
        begunHour = hour;
        steppedHour = NONE;
        frozenHour = NONE;
        warmingHour = NONE;
        coldHours = 0;
        snowLoadCentimetres = 0;
        state = ModelState.start(parameters);
        recent = new RecentHours();
        windows.clear();
        knownRain.clear();
        recentDays.clear();
    }

    private HourReport step(
            HourInput input,
            SteppedPlace models,
            FlowThresholds thresholds,
            double highestBefore,
            double dayBefore,
            HourReport.Water water) {
        HourWeather weather =
                recent.weather(
                        input.relativeHumidityPercent(),
                        input.windSpeedMetresPerSecond(),
                        input.pressureHectopascals());
        long hour = weather.epochHour();
        double celsius = weather.airTemperatureCelsius();
        HourFluxes fluxes = models.step().step(state, weather);
        double newSnow = SnowAge.newSnowCentimetres(celsius, fluxes.snowMillimetres());
        windows.put(hour, weather, fluxes, newSnow);
        recentDays.add(hour, celsius);
        snowLoadCentimetres = snowLoadCentimetres * LOAD_KEPT + newSnow;
        steppedHour = hour;
        coldHours =
                Nearly.below(celsius, COLD_BELOW_CELSIUS) ? Math.min(coldHours + 1, COLD_HOURS) : 0;
        boolean isFrozen =
                Nearly.above(state.frostDegreeDays(), FROZEN_ABOVE_DEGREE_DAYS)
                        || coldHours == COLD_HOURS;
        boolean wasFrozen = frozenHour != NONE && hour - frozenHour <= THAWING_HOURS;
        frozenHour = isFrozen ? hour : frozenHour;
        if (isWarming(hour, celsius, highestBefore, dayBefore)) {
            warmingHour = hour;
        }
        if (state.snowWaterEquivalentMillimetres() == 0) {
            knownRain.melted();
        }
        return new HourReport(
                hour,
                new HourModels(
                        values(hour, models.parameters(), fluxes, thresholds),
                        recent.temperatureDaysBack(),
                        recent.isPrecipitationMissing(),
                        certainty(hour, thresholds)),
                isFrozen,
                !isFrozen && wasFrozen && Nearly.above(celsius, 0),
                warmingHour != NONE && hour - warmingHour < WARMING_HOURS,
                new HourReport.IfDry(models, recentDays.usual(weather)),
                water);
    }

    private boolean isWarming(long hour, double celsius, double highestBefore, double dayBefore) {
        boolean rainsOnSnow =
                Nearly.above(windows.rainOfDay(hour), RAIN_ON_SNOW_MILLIMETRES)
                        && Nearly.above(
                                state.snowWaterEquivalentMillimetres(), RAIN_ON_SNOW_MILLIMETRES);
        boolean thawsAfterDay =
                Nearly.above(celsius, 0)
                        && !Double.isNaN(highestBefore)
                        && !Nearly.above(highestBefore, 0);
        return rainsOnSnow || thawsAfterDay || Nearly.atLeast(celsius - dayBefore, WARMING_KELVIN);
    }

    private Certainty certainty(long hour, FlowThresholds thresholds) {
        boolean isYoung = hour - begunHour < UNCERTAIN_HOURS;
        boolean ground = !isYoung && !knownRain.isGroundUncertain(hour);
        return new Certainty(
                ground, ground && thresholds.isOwn(), !isYoung && !knownRain.isSnowUncertain());
    }

    private double[] values(
            long hour, ModelParameters parameters, HourFluxes fluxes, FlowThresholds thresholds) {
        double[] values = new double[ModelQuantity.count()];
        state.writeTo(values, 0);
        values[ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES.ordinal()] =
                state.snowWaterEquivalentMillimetres();
        values[ModelQuantity.SNOW_DEPTH_CENTIMETRES.ordinal()] = state.snowDepthCentimetres();
        values[ModelQuantity.WETNESS.ordinal()] = Wetness.of(state, parameters.soil());
        values[ModelQuantity.FLOW_MILLIMETRES_PER_HOUR.ordinal()] = fluxes.flowMillimetresPerHour();
        windows.sum(hour, values);
        values[ModelQuantity.SNOW_LOAD_CENTIMETRES.ordinal()] = snowLoadCentimetres;
        values[ModelQuantity.ELEVATED_FROM_MILLIMETRES_PER_HOUR.ordinal()] = thresholds.elevated();
        values[ModelQuantity.HIGH_FROM_MILLIMETRES_PER_HOUR.ordinal()] = thresholds.high();
        values[ModelQuantity.VERY_HIGH_FROM_MILLIMETRES_PER_HOUR.ordinal()] = thresholds.veryHigh();
        return values;
    }

    /** Another that stays as this one is. */
    public HourChain copy() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes));
            return read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException("memory fails neither read nor write", e);
        }
    }

    /** Part of stored states, which carry the version of the format. About 500 bytes. */
    public void write(DataOutput out) throws IOException {
        out.writeLong(nextHour);
        out.writeLong(levelHour);
        out.writeLong(begunHour);
        if (!isBegun()) {
            return;
        }
        out.writeLong(steppedHour);
        out.writeLong(frozenHour);
        out.writeLong(warmingHour);
        out.writeByte(coldHours);
        out.writeDouble(snowLoadCentimetres);
        state.write(out);
        recent.write(out);
        windows.write(out);
        knownRain.write(out);
        recentDays.write(out);
    }

    /** As written by {@link #write}. */
    public static HourChain read(DataInput in) throws IOException {
        HourChain chain = new HourChain();
        chain.nextHour = in.readLong();
        chain.levelHour = in.readLong();
        chain.begunHour = in.readLong();
        if (chain.isBegun()) {
            chain.readBegun(in);
        }
        return chain;
    }

    private void readBegun(DataInput in) throws IOException {
        steppedHour = in.readLong();
        frozenHour = in.readLong();
        warmingHour = in.readLong();
        coldHours = in.readUnsignedByte();
        snowLoadCentimetres = in.readDouble();
        state = ModelState.read(in);
        recent = RecentHours.read(in);
        windows.read(in);
        knownRain.read(in);
        recentDays.read(in);
    }
}
