package io.outpost.cli.validate.recording;

/**
 * 24 hours of each day, where a recording has days only: the temperature goes from its lowest at 5
 * h to its highest at 15 h in halves of cosines, all else is the same all day.
 */
final class MadeHours {
    static final int PER_DAY = 24;

    private static final int COLDEST_HOUR = 5;
    private static final int WARMEST_HOUR = 15;
    private static final double COOLING_HOURS = PER_DAY - WARMEST_HOUR + COLDEST_HOUR;

    private MadeHours() {}

    /** Fills days without extremes, from the nearest days that have both. */
    static void interpolate(double[] highest, double[] lowest) {
        int known = -1;
        for (int day = 0; day < highest.length; day++) {
            if (Double.isNaN(highest[day] + lowest[day])) {
                continue;
            }
            for (int missing = known + 1; missing < day; missing++) {
                int from = known < 0 ? day : known;
                double share = known < 0 ? 0 : (double) (missing - known) / (day - known);
                highest[missing] = highest[from] + (highest[day] - highest[from]) * share;
                lowest[missing] = lowest[from] + (lowest[day] - lowest[from]) * share;
            }
            known = day;
        }
        for (int missing = known + 1; known >= 0 && missing < highest.length; missing++) {
            highest[missing] = highest[known];
            lowest[missing] = lowest[known];
        }
    }

    static double[] temperatures(double[] highest, double[] lowest) {
        double[] hours = new double[highest.length * PER_DAY];
        for (int day = 0; day < highest.length; day++) {
            double before = highest[Math.max(0, day - 1)];
            double after = lowest[Math.min(highest.length - 1, day + 1)];
            for (int hour = 0; hour < PER_DAY; hour++) {
                hours[day * PER_DAY + hour] =
                        hour < COLDEST_HOUR
                                ? cooled(before, lowest[day], hour + PER_DAY)
                                : hour < WARMEST_HOUR
                                        ? warmed(lowest[day], highest[day], hour)
                                        : cooled(highest[day], after, hour);
            }
        }
        return hours;
    }

    /** Each value for all hours of its day, times a factor. */
    static double[] spread(double[] days, double factor) {
        double[] hours = new double[days.length * PER_DAY];
        for (int hour = 0; hour < hours.length; hour++) {
            hours[hour] = days[hour / PER_DAY] * factor;
        }
        return hours;
    }

    private static double warmed(double lowest, double highest, int hour) {
        return between(
                lowest, highest, (hour - COLDEST_HOUR) / (double) (WARMEST_HOUR - COLDEST_HOUR));
    }

    private static double cooled(double highest, double lowest, int hour) {
        return between(highest, lowest, (hour - WARMEST_HOUR) / COOLING_HOURS);
    }

    private static double between(double from, double to, double share) {
        return from + (to - from) * (1 - StrictMath.cos(Math.PI * share)) / 2;
    }
}
