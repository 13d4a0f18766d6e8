package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.WeatherHours;
import io.outpost.core.model.DayCycle;
import io.outpost.core.model.HourFluxes;
import io.outpost.core.model.HourStep;
import io.outpost.core.model.HourWeather;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.RecentHours;
import io.outpost.core.model.Wetness;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The product's models over a recording. NaN for hours before the first temperature. */
final class ModelledHours {

    private final ModelParameters parameters;
    private final WeatherHours weather;
    private final double[] states;
    private final double[] water;
    private final double[] flow;
    private final double[] highest;
    private final double[] lowest;

    private ModelledHours(ModelParameters parameters, WeatherHours weather) {
        this.parameters = parameters;
        this.weather = weather;
        states = none(weather.count() * ModelState.SIZE);
        water = none(weather.count());
        flow = none(weather.count());
        highest = none(weather.count());
        lowest = none(weather.count());
    }

    static ModelledHours of(WeatherHours weather, ModelParameters parameters) {
        ModelledHours modelled = new ModelledHours(parameters, weather);
        HourStep models = new HourStep(parameters);
        ModelState state = ModelState.start(parameters);
        RecentHours recent = new RecentHours();
        for (int i = 0; i < weather.count(); i++) {
            recent.add(
                    weather.firstEpochHour() + i,
                    weather.airTemperatureCelsius()[i],
                    weather.precipitationMillimetres()[i]);
            if (recent.hasTemperature()) {
                HourWeather hour =
                        recent.weather(
                                weather.relativeHumidityPercent()[i], Double.NaN, Double.NaN);
                modelled.keep(i, hour, models.step(state, hour), state);
            }
        }
        return modelled;
    }

    private void keep(int i, HourWeather hour, HourFluxes fluxes, ModelState state) {
        state.writeTo(states, i * ModelState.SIZE);
        water[i] = fluxes.waterMillimetres();
        flow[i] = fluxes.flowMillimetresPerHour();
        highest[i] = hour.highestCelsius();
        lowest[i] = hour.lowestCelsius();
    }

    ModelParameters parameters() {
        return parameters;
    }

    ModelState state(int hour) {
        return ModelState.read(states, hour * ModelState.SIZE);
    }

    /** The hour after one, as hours since 1970. */
    long epochHourAfter(int hour) {
        return weather.firstEpochHour() + hour + 1;
    }

    double[] snowWaterMillimetres() {
        return each(ModelState::snowWaterEquivalentMillimetres);
    }

    double[] snowDepthCentimetres() {
        return each(ModelState::snowDepthCentimetres);
    }

    double[] frostDegreeDays() {
        return each(ModelState::frostDegreeDays);
    }

    double[] wetness() {
        return each(state -> Wetness.of(state, parameters.soil()));
    }

    /** Rain and what the snow let through, mm. */
    double[] waterMillimetres() {
        return water;
    }

    /** The flow index, mm/h. */
    double[] flow() {
        return flow;
    }

    /** The extremes of the 24 hours that end with an hour. */
    DayCycle day(int hour) {
        return new DayCycle(lowest[hour], highest[hour]);
    }

    private double[] each(ToDoubleFunction<ModelState> measure) {
        return IntStream.range(0, weather.count())
                .mapToDouble(hour -> measure.applyAsDouble(state(hour)))
                .toArray();
    }

    private static double[] none(int count) {
        double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        return none;
    }
}
