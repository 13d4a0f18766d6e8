package io.outpost.cli.validate.score;

import java.time.LocalDate;

/** Days of hours. */
final class Days {
    static final int HOURS = 24;

    private Days() {}

    /** 1..366, in UTC. */
    static int ofYear(long epochHour) {
        return LocalDate.ofEpochDay(Math.floorDiv(epochHour, HOURS)).getDayOfYear();
    }
}
