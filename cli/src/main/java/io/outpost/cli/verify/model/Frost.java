package io.outpost.cli.verify.model;

/** Frost in the ground: an index in degC days that grows with cold air and shrinks by 3 % a day. */
final class Frost {
    private Frost() {}

    /** The index after an hour (Molnau and Bissell 1983); snow of this depth keeps the air off. */
    static double index(double before, double celsius, double snowDepthCentimetres) {
        double felt = celsius * StrictMath.exp(-0.228 * snowDepthCentimetres);
        return Math.max(0, before - (0.03 * before + felt) / 24);
    }
}
