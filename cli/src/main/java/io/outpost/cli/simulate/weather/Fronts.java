package io.outpost.cli.simulate.weather;

/**
 * Fronts as a random field on the sphere that turns around the poles: to the east in the middle
 * latitudes, to the west in the tropics. So a front crosses neighbouring towns in order. The field
 * changes slowly while it turns. Not thread-safe.
 */
final class Fronts {
    private static final double EAST_DEGREES_PER_DAY = 11;
    private static final double WEST_DEGREES_PER_DAY = -7;
    private static final double TROPICS_DEGREES = 18;
    private static final double MIDDLE_DEGREES = 30;
    private static final double LARGE_CELLS = 4.5;
    private static final double SMALL_CELLS = 14;
    private static final double SHOWER_CELLS = 50;
    private static final double CHANGE_CELLS_PER_DAY = 0.04;

    private final Noise large;
    private final Noise small;
    private final Noise showers;

    /** Rain counters that begin within a month all ask for its past cells of ten minutes. */
    private final Turn[] turns = new Turn[16_384];

    Fronts(long seed) {
        large = new Noise(Randomness.mix(seed, 1));
        small = new Noise(Randomness.mix(seed, 2));
        showers = new Noise(Randomness.mix(seed, 3));
    }

    /** Where a site is in the field before anything turns. */
    static final class Anchor {
        private final double x;
        private final double y;
        private final double z;

        /** 0 in the tropics .. 1 in the middle latitudes. */
        private final double westerlies;

        Anchor(Site site) {
            double latitude = StrictMath.toRadians(site.latitude());
            double longitude = StrictMath.toRadians(site.longitude());
            x = StrictMath.cos(latitude) * StrictMath.cos(longitude);
            y = StrictMath.cos(latitude) * StrictMath.sin(longitude);
            z = StrictMath.sin(latitude);
            double share =
                    (Math.abs(site.latitude()) - TROPICS_DEGREES)
                            / (MIDDLE_DEGREES - TROPICS_DEGREES);
            westerlies = Math.max(0, Math.min(1, share));
        }
    }

    /** How near a front is: -1 settled .. 1 in its middle. */
    double index(Anchor at, double epochDays) {
        double index = 0;
        if (at.westerlies > 0) {
            index += at.westerlies * turned(at, epochDays, EAST_DEGREES_PER_DAY);
        }
        if (at.westerlies < 1) {
            index += (1 - at.westerlies) * turned(at, epochDays, WEST_DEGREES_PER_DAY);
        }
        return index;
    }

    /** How hard it rains within a front: 0 .. 1. */
    double shower(Anchor at, double epochDays) {
        Turn turn = turn(epochDays, EAST_DEGREES_PER_DAY);
        double cos = turn.cos;
        double sin = turn.sin;
        double value =
                showers.at(
                        SHOWER_CELLS * (at.x * cos + at.y * sin),
                        SHOWER_CELLS * (at.y * cos - at.x * sin),
                        SHOWER_CELLS * at.z + epochDays);
        return 0.5 + 0.5 * value;
    }

    private double turned(Anchor at, double epochDays, double degreesPerDay) {
        Turn turn = turn(epochDays, degreesPerDay);
        double cos = turn.cos;
        double sin = turn.sin;
        double x = at.x * cos + at.y * sin;
        double y = at.y * cos - at.x * sin;
        double z = at.z;
        double change = epochDays * CHANGE_CELLS_PER_DAY;
        double sum =
                large.at(LARGE_CELLS * x, LARGE_CELLS * y, LARGE_CELLS * z + change)
                        + 0.35 * small.at(SMALL_CELLS * x, SMALL_CELLS * y, SMALL_CELLS * z);
        return Math.max(-1, Math.min(1, 1.2 * sum));
    }

    private Turn turn(double epochDays, double degreesPerDay) {
        double degrees = epochDays * degreesPerDay;
        int slot = (int) Randomness.mix(Double.doubleToLongBits(degrees)) & (turns.length - 1);
        Turn known = turns[slot];
        if (known == null || known.degrees != degrees) {
            known = new Turn(degrees);
            turns[slot] = known;
        }
        return known;
    }

    /** Sine and cosine of an angle; many sensors ask for the same moment. */
    private static final class Turn {
        private final double degrees;
        private final double cos;
        private final double sin;

        Turn(double degrees) {
            this.degrees = degrees;
            double radians = StrictMath.toRadians(degrees % 360);
            cos = StrictMath.cos(radians);
            sin = StrictMath.sin(radians);
        }
    }
}
