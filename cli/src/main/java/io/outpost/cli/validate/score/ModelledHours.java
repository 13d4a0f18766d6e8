package io.outpost.cli.validate.score;

import io.outpost.core.model.DayCycle;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.model.ModelState;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The product's models over a recording. NaN for hours that were not stepped. */
public final class ModelledHours {
    /** How many numbers of an hour are kept: the state, and what is scored. */
    public static final int NUMBERS = ModelQuantity.FLOW_MILLIMETRES_PER_HOUR.ordinal() + 1;

    /** How many hours of water {@link #waterMillimetres} sums. */
    public static final int WATER_HOURS = 48;

    private final ModelParameters parameters;
    private final long firstEpochHour;
    private final double[] numbers;
    private final double[] water;
    private final double[] highest;
    private final double[] lowest;

    /** So many hours of which none is known yet. */
    public ModelledHours(ModelParameters parameters, long firstEpochHour, int count) {
        this.parameters = parameters;
        this.firstEpochHour = firstEpochHour;
        numbers = none(count * NUMBERS);
        water = none(count);
        highest = none(count);
        lowest = none(count);
    }

    /**
     * Puts what the models say of an hour.
     *
     * @param hour counted from the first, 0
     * @param values the first {@link #NUMBERS} of {@link ModelQuantity}, in its order
     */
    public void put(int hour, double[] values) {
        System.arraycopy(values, 0, numbers, hour * NUMBERS, NUMBERS);
    }

    /** Puts what reached the ground in the 48 hours that end with an hour. */
    public void putWater(int hour, double millimetres) {
        water[hour] = millimetres;
    }

    /** Puts the extremes of the 24 hours that end with an hour. */
    public void putDay(int hour, double lowestCelsius, double highestCelsius) {
        lowest[hour] = lowestCelsius;
        highest[hour] = highestCelsius;
    }

    /** How many hours there are, also those that were not stepped. */
    public int count() {
        return water.length;
    }

    boolean isStepped(int hour) {
        return !Double.isNaN(numbers[hour * NUMBERS]);
    }

    ModelParameters parameters() {
        return parameters;
    }

    ModelState state(int hour) {
        return ModelState.read(numbers, hour * NUMBERS);
    }

    /** The hour after one, as hours since 1970. */
    long epochHourAfter(int hour) {
        return firstEpochHour + hour + 1;
    }

    double[] snowWaterMillimetres() {
        return each(ModelQuantity.SNOW_WATER_EQUIVALENT_MILLIMETRES);
    }

    double[] snowDepthCentimetres() {
        return each(ModelQuantity.SNOW_DEPTH_CENTIMETRES);
    }

    double[] frostDegreeDays() {
        return each(ModelQuantity.FROST_DEGREE_DAYS);
    }

    double[] wetness() {
        return each(ModelQuantity.WETNESS);
    }

    /** The flow index, mm/h. */
    double[] flow() {
        return each(ModelQuantity.FLOW_MILLIMETRES_PER_HOUR);
    }

    /** Rain and what the snow let through in the 48 hours that end with each, mm. */
    double[] waterMillimetres() {
        return water;
    }

    /** False where nothing is known of the temperature of the 24 hours that end with an hour. */
    boolean hasDay(int hour) {
        return lowest[hour] <= highest[hour];
    }

    /** The extremes of the 24 hours that end with an hour. */
    DayCycle day(int hour) {
        return new DayCycle(lowest[hour], highest[hour]);
    }

    private double[] each(ModelQuantity quantity) {
        return IntStream.range(0, count())
                .mapToDouble(hour -> numbers[hour * NUMBERS + quantity.ordinal()])
                .toArray();
    }

    private static double[] none(int count) {
        double[] none = new double[count];
        Arrays.fill(none, Double.NaN);
        return none;
    }
}
