package io.outpost.cli.verify.hourly;

import io.outpost.cli.verify.emission.Driver;
import java.util.ArrayList;
import java.util.List;

/** The reasons of a level, in their order. */
final class Reasons {
    private static final int DAY_SECONDS = 86_400;

    private final List<Driver> drivers = new ArrayList<>();

    Reasons now(String measure, double value) {
        return add(measure, value, 0);
    }

    Reasons ofADay(String measure, double value) {
        return add(measure, value, DAY_SECONDS);
    }

    Reasons ofThreeDays(String measure, double value) {
        return add(measure, value, 3 * DAY_SECONDS);
    }

    List<Driver> list() {
        return List.copyOf(drivers);
    }

    private Reasons add(String measure, double value, int windowSeconds) {
        drivers.add(new Driver(measure, value, windowSeconds));
        return this;
    }
}
