package io.outpost.cli.verify;

import java.util.Random;

/** The water level at a gauge, hour by hour: steady or flashy, with gaps of hours and days. */
final class RandomGauge {
    private static final double FALLS_BY = 0.93;

    private final Random random;
    private final boolean isFlashy;

    /** As most of them send. */
    private final boolean isInCentimetres;

    private double zeroMetres;
    private double floodMetres;
    private int silentHours;

    RandomGauge(Random random) {
        this.random = random;
        isFlashy = random.nextBoolean();
        isInCentimetres = random.nextBoolean();
        zeroMetres = random.nextInt(60) / 10.0 - 1;
    }

    /** Of the next hour, m; NaN: none. */
    double next() {
        floodMetres *= FALLS_BY;
        if (random.nextInt(isFlashy ? 60 : 500) == 0) {
            floodMetres += random.nextDouble() * (isFlashy ? 4 : 0.5);
        }
        if (random.nextInt(3000) == 0) {
            // It is set up anew, at times far beyond what bins there are.
            zeroMetres += random.nextInt(4) == 0 ? random.nextInt(60) - 30 : random.nextDouble();
        }
        if (silentHours == 0 && random.nextInt(250) == 0) {
            silentHours = random.nextInt(8) == 0 ? random.nextInt(9 * 24) : random.nextInt(40);
        }
        if (silentHours > 0) {
            silentHours--;
            return Double.NaN;
        }
        double metres = zeroMetres + floodMetres + random.nextGaussian() * 0.02;
        return isInCentimetres ? Math.rint(metres * 100) / 100 : metres;
    }
}
