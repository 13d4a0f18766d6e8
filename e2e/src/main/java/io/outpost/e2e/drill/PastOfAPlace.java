package io.outpost.e2e.drill;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A year of hourly rows of one place, from before the drill's load. */
final class PastOfAPlace {
    private static final Instant FROM = Instant.parse("2025-03-01T00:00:00Z");
    private static final int HOURS = 365 * 24;
    private static final double DAY = 2 * Math.PI / 24;
    private static final String MAPPING =
            """
            name: past
            place: {column: id}
            time: {column: at, zone: UTC}
            quantities:
              airTemperatureCelsius: {column: t, unit: degC}
              relativeHumidityPercent: {column: h, unit: "%"}
            """;

    Path write(LocalStack stack, String place) throws IOException {
        StringBuilder rows = new StringBuilder("id,at,t,h\n");
        for (int hour = 0; hour < HOURS; hour++) {
            double celsius = 10 + 12 * Math.sin(DAY / 365 * hour) + 5 * Math.sin(DAY * hour);
            rows.append(
                    "%s,%s,%.1f,%d%n"
                            .formatted(
                                    place,
                                    FROM.plus(Duration.ofHours(hour)),
                                    celsius,
                                    60 + hour % 30));
        }
        return Files.writeString(stack.data().resolveSibling("past.csv"), rows.toString());
    }

    Path mapping(LocalStack stack) throws IOException {
        return Files.writeString(stack.data().resolveSibling("past.yaml"), MAPPING);
    }

    /** All of it must be in the tables. */
    void require(LocalStack stack, String place) throws SQLException {
        long hours =
                stack.count(
                        "SELECT count(*) FROM outpost.hour_aggregates WHERE place_id = '%s' AND start_at < '%s'"
                                .formatted(place, FROM.plus(Duration.ofHours(HOURS))));
        long raw =
                stack.count(
                        "SELECT count(*) FROM outpost.raw_observations WHERE place_id = '%s' AND observed_at < '%s'"
                                .formatted(place, FROM.plus(Duration.ofHours(HOURS))));
        if (hours != HOURS || raw != HOURS) {
            throw new CommandException(
                    "Of %,d rows %,d are in the hours and %,d in the raw rows"
                            .formatted(HOURS, hours, raw));
        }
    }
}
