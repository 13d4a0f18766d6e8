package io.outpost.core.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the preceding days have left in a place: 12 numbers, which {@link HourStep} moves on by an
 * hour. Mutable, for the hot path; {@link #copy} where it must stay.
 */
public final class ModelState {
    /** How many numbers {@link #writeTo} writes. */
    public static final int SIZE = 12;

    static final double DENSITY_OF_NO_SNOW = 100;

    private static final double STORE_SHARE_AT_START = 0.6;
    private static final double CAPACITY_SHARE_AT_START = 0.5;

    double iceMillimetres;
    double liquidMillimetres;

    /** Melt that warming the snow to 0 degC would take. */
    double coldMillimetres;

    double albedo;
    double densityKilogramsPerCubicMetre = DENSITY_OF_NO_SNOW;
    double surfaceWaterMillimetres;
    double lowerWaterMillimetres;
    double frostDegreeDays;
    double storeMillimetres;
    double quickFirstMillimetres;
    double quickSecondMillimetres;
    double slowMillimetres;

    /** All 0; for {@link #read}. */
    private ModelState() {}

    /**
     * A place that nothing is known of: no snow, half of what the soil holds, an average store. For
     * 30 days what follows from it is uncertain.
     */
    public static ModelState start(ModelParameters parameters) {
        ModelState state = new ModelState();
        state.albedo = parameters.snow().albedo().fresh();
        state.surfaceWaterMillimetres =
                CAPACITY_SHARE_AT_START * parameters.soil().surfaceCapacityMillimetres();
        state.lowerWaterMillimetres =
                CAPACITY_SHARE_AT_START * parameters.soil().lowerCapacityMillimetres();
        state.storeMillimetres = STORE_SHARE_AT_START * parameters.flow().storeMillimetres();
        return state;
    }

    /** As written by {@link #writeTo}, from a position on. */
    public static ModelState read(double[] from, int position) {
        ModelState state = new ModelState();
        int at = position;
        state.iceMillimetres = from[at++];
        state.liquidMillimetres = from[at++];
        state.coldMillimetres = from[at++];
        state.albedo = from[at++];
        state.densityKilogramsPerCubicMetre = from[at++];
        state.surfaceWaterMillimetres = from[at++];
        state.lowerWaterMillimetres = from[at++];
        state.frostDegreeDays = from[at++];
        state.storeMillimetres = from[at++];
        state.quickFirstMillimetres = from[at++];
        state.quickSecondMillimetres = from[at++];
        state.slowMillimetres = from[at];
        return state;
    }

    /** Writes {@link #SIZE} numbers, from a position on; their order stands in stored states. */
    public void writeTo(double[] to, int position) {
        int at = position;
        to[at++] = iceMillimetres;
        to[at++] = liquidMillimetres;
        to[at++] = coldMillimetres;
        to[at++] = albedo;
        to[at++] = densityKilogramsPerCubicMetre;
        to[at++] = surfaceWaterMillimetres;
        to[at++] = lowerWaterMillimetres;
        to[at++] = frostDegreeDays;
        to[at++] = storeMillimetres;
        to[at++] = quickFirstMillimetres;
        to[at++] = quickSecondMillimetres;
        to[at] = slowMillimetres;
    }

    void write(DataOutput out) throws IOException {
        double[] numbers = new double[SIZE];
        writeTo(numbers, 0);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    static ModelState read(DataInput in) throws IOException {
        double[] numbers = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            numbers[i] = in.readDouble();
        }
        return read(numbers, 0);
    }

    /** Another that stays as this one is. */
    public ModelState copy() {
        double[] numbers = new double[SIZE];
        writeTo(numbers, 0);
        return read(numbers, 0);
    }

    /** Water of the snow, frozen and liquid, mm; 0 without snow. */
    public double snowWaterEquivalentMillimetres() {
        return iceMillimetres + liquidMillimetres;
    }

    /** Depth of the snow, cm; 0 without snow. */
    public double snowDepthCentimetres() {
        return snowWaterEquivalentMillimetres() / densityKilogramsPerCubicMetre * 100;
    }

    /** Liquid water in the snow, mm. */
    public double liquidMillimetres() {
        return liquidMillimetres;
    }

    /** Melt that warming the snow to 0 degC would take, mm. */
    public double coldMillimetres() {
        return coldMillimetres;
    }

    /** Of the snow, 0..1; that of fresh snow where there is none. */
    public double albedo() {
        return albedo;
    }

    /** Of the snow, kg/m3; 100 where there is none. */
    public double densityKilogramsPerCubicMetre() {
        return densityKilogramsPerCubicMetre;
    }

    /** Water in the surface layer of the soil, mm. */
    public double surfaceWaterMillimetres() {
        return surfaceWaterMillimetres;
    }

    /** Water in the lower layer of the soil, mm. */
    public double lowerWaterMillimetres() {
        return lowerWaterMillimetres;
    }

    /** Frost index, degC days; the ground is taken as frozen above 25. */
    public double frostDegreeDays() {
        return frostDegreeDays;
    }

    /** Water in the store that feeds the stream, mm. */
    public double storeMillimetres() {
        return storeMillimetres;
    }
}
