package io.outpost.cli.validate.score;

import io.outpost.cli.validate.recording.WeatherHours;
import io.outpost.cli.validate.statistics.Series;
import io.outpost.core.model.HourFluxes;
import io.outpost.core.model.HourStep;
import io.outpost.core.model.HourWeather;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.RecentHours;
import io.outpost.core.model.Wetness;
import java.util.Arrays;

/** Steps the classes of the models through a recording. */
final class SteppedHours {
    private SteppedHours() {}

    /** From the models' start on; hours before the first temperature are not stepped. */
    static ModelledHours of(WeatherHours weather, ModelParameters parameters) {
        ModelledHours modelled =
                new ModelledHours(parameters, weather.firstEpochHour(), weather.count());
        HourStep models = new HourStep(parameters);
        ModelState state = ModelState.start(parameters);
        RecentHours recent = new RecentHours();
        double[] water = new double[weather.count()];
        Arrays.fill(water, Double.NaN);
        for (int i = 0; i < weather.count(); i++) {
            recent.add(
                    weather.firstEpochHour() + i,
                    weather.airTemperatureCelsius()[i],
                    weather.precipitationMillimetres()[i]);
            if (recent.hasTemperature()) {
                HourWeather hour =
                        recent.weather(
                                weather.relativeHumidityPercent()[i], Double.NaN, Double.NaN);
                HourFluxes fluxes = models.step(state, hour);
                water[i] = fluxes.waterMillimetres();
                modelled.put(i, numbers(state, fluxes, parameters));
                modelled.putDay(i, hour.lowestCelsius(), hour.highestCelsius());
            }
        }
        double[] sums = Series.rollingSums(water, ModelledHours.WATER_HOURS);
        for (int i = 0; i < sums.length; i++) {
            modelled.putWater(i, sums[i]);
        }
        return modelled;
    }

    private static double[] numbers(
            ModelState state, HourFluxes fluxes, ModelParameters parameters) {
        double[] values = new double[ModelledHours.NUMBERS];
        state.writeTo(values, 0);
        values[ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES.ordinal()] =
                state.snowWaterEquivalentMillimetres();
        values[ModelQuantity.SNOW_DEPTH_CENTIMETRES.ordinal()] = state.snowDepthCentimetres();
        values[ModelQuantity.WETNESS.ordinal()] = Wetness.of(state, parameters.soil());
        values[ModelQuantity.FLOW_MILLIMETRES_PER_HOUR.ordinal()] = fluxes.flowMillimetresPerHour();
        return values;
    }
}
