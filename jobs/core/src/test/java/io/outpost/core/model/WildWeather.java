package io.outpost.core.model;

import java.util.Random;

/** Hours of any weather within the plausible ranges, in spells, so that snow comes and goes. */
final class WildWeather {
    private static final double COLDEST_CELSIUS = -90;
    private static final double WARMEST_CELSIUS = 60;

    private final Random random;
    private final RecentHours recent = new RecentHours();
    private long epochHour;
    private double celsius;
    private double drift;

    WildWeather(Random random) {
        this.random = random;
        epochHour = random.nextInt(24 * 365 * 40);
        celsius = -30 + 60 * random.nextDouble();
    }

    HourWeather next() {
        if (random.nextInt(100) == 0) {
            drift = random.nextGaussian();
        }
        boolean jump = random.nextInt(300) == 0;
        celsius = jump ? -90 + 150 * random.nextDouble() : celsius + drift + random.nextGaussian();
        celsius = Math.max(COLDEST_CELSIUS, Math.min(WARMEST_CELSIUS, celsius));
        recent.add(epochHour++, celsius, precipitation());
        return recent.weather(
                maybe(100 * random.nextDouble()),
                maybe(random.nextInt(20) == 0 ? 113 : 20 * random.nextDouble()),
                maybe(300 + 800 * random.nextDouble()));
    }

    private double precipitation() {
        return switch (random.nextInt(40)) {
            case 0 -> 500;
            case 1, 2, 3 -> 20 * random.nextDouble();
            case 4 -> 0.001;
            default -> 0;
        };
    }

    private double maybe(double value) {
        return random.nextInt(3) == 0 ? Double.NaN : value;
    }
}
