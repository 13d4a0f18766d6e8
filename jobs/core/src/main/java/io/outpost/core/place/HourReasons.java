package io.outpost.core.place;

import io.outpost.core.condition.Condition;
import io.outpost.core.condition.Driver;
import io.outpost.core.model.HourReport;
import io.outpost.core.model.ModelQuantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The reasons of the conditions of the hour: docs/topology.md, Conditions of the hour. State keeps
 * their values in this order: append only.
 */
final class HourReasons {
    private static final int DAY_SECONDS = 24 * 3600;
    private static final int THREE_DAYS_SECONDS = 3 * DAY_SECONDS;
    private static final double DRAINED_WETNESS = 2.0 / 3;

    private static final Reason WATER_OF_DAY =
            of("water_millimetres", DAY_SECONDS, ModelQuantity.WATER_24H_MILLIMETRES);
    private static final Reason WATER_OF_3_DAYS =
            of("water_millimetres", THREE_DAYS_SECONDS, ModelQuantity.WATER_72H_MILLIMETRES);
    private static final Reason MELT_OF_3_DAYS =
            of("melt_millimetres", THREE_DAYS_SECONDS, ModelQuantity.MELT_72H_MILLIMETRES);
    private static final List<Reason> OF_MUD =
            List.of(
                    of("wetness", 0, ModelQuantity.WETNESS),
                    WATER_OF_DAY,
                    WATER_OF_3_DAYS,
                    MELT_OF_3_DAYS,
                    taken(
                            "evaporation_millimetres_per_day",
                            ModelQuantity.EVAPORATION_MILLIMETRES_PER_DAY),
                    taken(
                            "drainage_millimetres_per_day",
                            ModelQuantity.DRAINAGE_MILLIMETRES_PER_DAY),
                    of(
                            "capillary_millimetres_per_day",
                            DAY_SECONDS,
                            ModelQuantity.CAPILLARY_MILLIMETRES_PER_DAY),
                    of("frost_degree_days", 0, ModelQuantity.FROST_DEGREE_DAYS),
                    new Reason(
                            "ready_in_hours",
                            0,
                            hour -> hour.hoursUntilDrierThan(DRAINED_WETNESS)));
    private static final List<Reason> OF_HIGH_WATER =
            List.of(
                    of("flow_millimetres_per_hour", 0, ModelQuantity.FLOW_MILLIMETRES_PER_HOUR),
                    WATER_OF_DAY,
                    WATER_OF_3_DAYS,
                    MELT_OF_3_DAYS,
                    new Reason("water_level_metres", 0, hour -> hour.water().levelMetres()),
                    new Reason("elevated_from_metres", 0, HourReasons::elevatedFrom),
                    new Reason("ready_in_hours", 0, HourReasons::hoursUntilNotElevated));
    private static final List<Reason> OF_SNOWPACK =
            List.of(
                    of(
                            "snow_water_equivalent_millimetres",
                            0,
                            ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES),
                    of("snow_depth_centimetres", 0, ModelQuantity.SNOW_DEPTH_CENTIMETRES),
                    of("new_snow_centimetres", DAY_SECONDS, ModelQuantity.NEW_SNOW_24H_CENTIMETRES),
                    of(
                            "new_snow_centimetres",
                            THREE_DAYS_SECONDS,
                            ModelQuantity.NEW_SNOW_72H_CENTIMETRES),
                    of("snow_load_centimetres", 0, ModelQuantity.SNOW_LOAD_CENTIMETRES),
                    of("drift", DAY_SECONDS, ModelQuantity.DRIFT_24H),
                    of("rain_millimetres", DAY_SECONDS, ModelQuantity.RAIN_24H_MILLIMETRES));

    private static final Map<Condition, List<Reason>> REASONS =
            Map.of(
                    Condition.MUD, OF_MUD,
                    Condition.HIGH_WATER, OF_HIGH_WATER,
                    Condition.SNOWPACK, OF_SNOWPACK);

    private HourReasons() {}

    /** What is said of an hour as a reason. */
    private record Reason(String measure, int windowSeconds, ToDoubleFunction<HourReport> value) {
        private Driver of(double number) {
            return new Driver(measure, number, windowSeconds);
        }
    }

    private static Reason of(String measure, int windowSeconds, ModelQuantity quantity) {
        return new Reason(measure, windowSeconds, hour -> hour.value(quantity));
    }

    /** Of a day; what a process takes from the ground is negative. */
    private static Reason taken(String measure, ModelQuantity quantity) {
        return new Reason(measure, DAY_SECONDS, hour -> -hour.value(quantity));
    }

    private static double elevatedFrom(HourReport hour) {
        return hour.water().isByLevel() ? hour.water().from().elevated() : Double.NaN;
    }

    private static double hoursUntilNotElevated(HourReport hour) {
        return hour.water().isByLevel() ? Double.NaN : hour.hoursUntilNotElevated();
    }

    /** The reasons of a condition by what is known of an hour; NaN where that is nothing. */
    static List<Driver> of(Condition condition, HourReport hour) {
        // 0 + x: no reason is -0.
        return REASONS.get(condition).stream()
                .map(reason -> reason.of(0 + reason.value().applyAsDouble(hour)))
                .toList();
    }

    /** The reasons of a condition with these values, as they were. */
    static List<Driver> of(Condition condition, double[] values) {
        List<Driver> drivers = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            drivers.add(REASONS.get(condition).get(i).of(values[i]));
        }
        return List.copyOf(drivers);
    }
}
