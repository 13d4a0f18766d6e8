package io.outpost.core.place;

import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Three days of a hot place: what the frozen states have seen, and what comes after them. */
final class FrozenReadings {
    private static final Instant START = Instant.parse("2024-07-01T00:00:00Z");
    private static final int FROZEN_AFTER_MINUTES = 40 * 60 + 7;
    private static final int ALL_MINUTES = 72 * 60;

    private FrozenReadings() {}

    static List<Readings> before() {
        return minutes(0, FROZEN_AFTER_MINUTES);
    }

    static List<Readings> after() {
        return minutes(FROZEN_AFTER_MINUTES, ALL_MINUTES);
    }

    private static List<Readings> minutes(int from, int until) {
        List<Readings> readings = new ArrayList<>();
        for (int minute = from; minute < until; minute += 7) {
            double warmth = Math.sin(2 * Math.PI * (minute - 540) / 1440.0);
            readings.add(
                    Readings.reading()
                            .at(START.plus(Duration.ofMinutes(minute)))
                            .every(Duration.ofMinutes(7))
                            .celsius(Math.rint(10 * (29 + 8 * warmth)) / 10)
                            .humidity(Math.rint(60 - 20 * warmth))
                            .with(Quantity.WIND_SPEED_METRES_PER_SECOND, minute % 5));
            if (minute % 3 == 0) {
                // Of the hour before: changes hours that have closed.
                readings.add(
                        Readings.reading()
                                .of("gauge")
                                .at(START.plus(Duration.ofMinutes(minute - 90)))
                                .every(Duration.ofMinutes(21))
                                .with(
                                        Quantity.PRECIPITATION_COUNTER_MILLIMETRES,
                                        Math.floorDiv(minute, 100) * 0.2));
            }
        }
        return readings;
    }
}
