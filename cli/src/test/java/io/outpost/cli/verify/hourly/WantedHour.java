package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.hourly.ModelHour.Step;
import io.outpost.cli.verify.model.FlowLevels;
import io.outpost.cli.verify.model.Fluxes;
import io.outpost.cli.verify.model.HourInput;
import io.outpost.cli.verify.model.HourState;
import io.outpost.cli.verify.model.Site;
import io.outpost.cli.verify.model.SnowPack;
import io.outpost.cli.verify.model.Soil;
import io.outpost.cli.verify.model.StreamSize;
import io.outpost.cli.verify.model.Surface;
import java.time.Instant;

/** An hour that says what a test wants to be judged, whatever weather could make it so. */
final class WantedHour {
    static final Site SITE = new Site(45, 0, 300, Surface.LOAM, StreamSize.MEDIUM);
    static final long START = Instant.parse("2026-06-30T00:00:00Z").toEpochMilli();

    private final ModelHour first;
    private SnowPack snow;
    private Soil soil;
    private Fluxes fluxes;
    private FlowLevels flowLevels;
    private double load;
    private double newSnowOfDay;
    private double newSnowOfThreeDays;
    private double drift;
    private boolean wasFrozen;

    private WantedHour(double celsius) {
        first = new HourChain().next(HourInput.of(START, celsius, 0), Double.NaN, SITE);
        snow = first.state().snow();
        soil = first.state().soil();
        fluxes = first.state().fluxes();
        flowLevels = first.step().flowLevels();
    }

    static WantedHour of(double celsius) {
        return new WantedHour(celsius);
    }

    WantedHour snow(double ice, double liquid) {
        snow = new SnowPack(ice, liquid, 0, 0.85, 300);
        return this;
    }

    WantedHour wetness(double wetness) {
        soil = new Soil(wetness * Surface.LOAM.upperFullMillimetres(), soil.lower());
        return this;
    }

    WantedHour flow(double millimetresPerHour, FlowLevels levels) {
        fluxes =
                new Fluxes(
                        fluxes.snow(),
                        fluxes.rain(),
                        fluxes.melt(),
                        fluxes.water(),
                        fluxes.referenceEvaporation(),
                        fluxes.upperEvaporation(),
                        fluxes.lowerEvaporation(),
                        fluxes.drainage(),
                        fluxes.lost(),
                        fluxes.rise(),
                        millimetresPerHour);
        flowLevels = levels;
        return this;
    }

    /** In 24 h and in 72 h; and what is left of all that fell. */
    WantedHour newSnow(double ofDay, double ofThreeDays, double loadCentimetres) {
        newSnowOfDay = ofDay;
        newSnowOfThreeDays = ofThreeDays;
        load = loadCentimetres;
        return this;
    }

    WantedHour drift(double ofDay) {
        drift = ofDay;
        return this;
    }

    WantedHour frozenBefore() {
        wasFrozen = true;
        return this;
    }

    ModelHour hour() {
        Carried carried = new Carried(load, 0, 0, 0);
        return new ModelHour(state(), first.lastSteppedMillis(), carried, step(), first.gauge());
    }

    private HourState state() {
        HourState state = first.state();
        return new HourState(
                START,
                snow,
                soil,
                state.frostIndex(),
                state.basin(),
                state.recent(),
                state.confidence(),
                fluxes);
    }

    private Step step() {
        return new Step(
                Amounts.UNKNOWN,
                new Amounts(0, 0, newSnowOfDay, drift),
                new Amounts(0, 0, newSnowOfThreeDays, 0),
                SITE,
                soil.upperFilled(Surface.LOAM),
                flowLevels,
                false,
                wasFrozen,
                false,
                false);
    }
}
