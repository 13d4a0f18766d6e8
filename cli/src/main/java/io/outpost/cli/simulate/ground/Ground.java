package io.outpost.cli.simulate.ground;

import io.outpost.cli.simulate.weather.AirState;
import io.outpost.cli.simulate.weather.Rain;
import io.outpost.cli.simulate.weather.Weather;
import io.outpost.core.model.HourFluxes;
import io.outpost.core.model.HourStep;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.RecentHours;
import io.outpost.core.model.SoilParameters;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Wetness;

/**
 * The hidden truth of snow, soil and stream of one place, hour by hour from its first: the models
 * with parameters of its own, in weather that nothing has measured. Quick as long as time advances;
 * the last hours can still be asked for, older ones are worked out anew. Not thread-safe.
 */
public final class Ground {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final double HOURS_PER_DAY = 24;

    private final Weather weather;
    private final ModelParameters parameters;
    private final HourStep step;
    private final long firstHour;
    private final GroundHour[] kept;
    private final AirState air = new AirState();
    private Rain rain;
    private RecentHours recent;
    private ModelState state;
    private GroundHour newest;

    /**
     * Begins at a time with bare and half drained ground.
     *
     * @param keptHours how many of the newest hours stay known
     */
    public Ground(Weather weather, StreamSize stream, long seed, long firstMillis, int keptHours) {
        this.kept = new GroundHour[keptHours];
        this.weather = weather;
        this.parameters = HiddenParameters.of(weather.site(), stream, seed);
        this.step = new HourStep(parameters);
        this.firstHour = Math.floorDiv(firstMillis, HOUR_MILLIS);
        begin();
    }

    /** The hour that an instant is in; before the first one as it began. */
    public GroundHour at(long atMillis) {
        long hour = Math.max(firstHour - 1, Math.floorDiv(atMillis, HOUR_MILLIS));
        GroundHour known = kept[slot(hour)];
        if (known != null && known.epochHour() == hour) {
            return known;
        }
        if (hour < newest.epochHour()) {
            begin();
        }
        while (newest.epochHour() < hour) {
            advance(newest.epochHour() + 1);
        }
        return newest;
    }

    private void begin() {
        rain = new Rain(weather);
        recent = new RecentHours();
        state = ModelState.start(parameters);
        keep(firstHour - 1, 0);
    }

    private void advance(long hour) {
        weather.at((hour + 0.5) / HOURS_PER_DAY, air);
        double fallen = rain.betweenMillimetres(hour * HOUR_MILLIS, (hour + 1) * HOUR_MILLIS);
        recent.add(hour, air.airTemperatureCelsius, fallen);
        HourFluxes fluxes =
                step.step(
                        state,
                        recent.weather(
                                air.relativeHumidityPercent,
                                air.windSpeedMetresPerSecond,
                                air.pressureHectopascals));
        keep(hour, fluxes.flowMillimetresPerHour());
    }

    private void keep(long hour, double flow) {
        SoilParameters soil = parameters.soil();
        newest =
                new GroundHour(
                        hour,
                        state.snowWaterEquivalentMillimetres(),
                        state.snowDepthCentimetres(),
                        Wetness.of(state, soil),
                        100 * state.surfaceWaterMillimetres() / soil.surfaceDepthMillimetres(),
                        state.frostDegreeDays(),
                        flow);
        kept[slot(hour)] = newest;
    }

    private int slot(long hour) {
        return (int) Math.floorMod(hour, (long) kept.length);
    }
}
