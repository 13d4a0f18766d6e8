package io.outpost.cli.verify.emission;

import io.outpost.cli.verify.log.LoggedParameters;
import java.sql.SQLException;

/**
 * A version of a place's parameters. Of a removal nothing says what its other values are.
 *
 * @param appliedFromMillis first minute that it applies to; null: from the first observation
 * @param hourAppliedFromMillis first hour that it applies to; null: from the first observation
 */
public record ParametersContent(
        LoggedParameters logged, Long appliedFromMillis, Long hourAppliedFromMillis)
        implements Content {
    @Override
    public String differences(Found found) throws SQLException {
        Difference difference =
                new Difference()
                        .same("removed", logged.removed(), found.flag("removed"))
                        .same("applied_from", appliedFromMillis, found.whole("applied_from"))
                        .same(
                                "hour_applied_from",
                                hourAppliedFromMillis,
                                found.whole("hour_applied_from"));
        if (!logged.removed()) {
            difference
                    .same("name", logged.name(), found.text("name"))
                    .exact("latitude", logged.latitude(), found.number("latitude"))
                    .exact("longitude", logged.longitude(), found.number("longitude"))
                    .exact(
                            "elevation_metres",
                            logged.elevationMetres(),
                            found.number("elevation_metres"))
                    .same("time_zone", logged.timeZone(), found.text("time_zone"))
                    .same(
                            "stale_after_seconds",
                            (long) logged.staleAfterSeconds(),
                            found.wholeOrZero("stale_after_seconds"))
                    .same("surface", logged.surface(), found.text("surface"))
                    .same("stream_size", logged.streamSize(), found.text("stream_size"))
                    .exact("aspect_degrees", logged.aspectDegrees(), found.number("aspect_degrees"))
                    .exact(
                            "wind_height_metres",
                            logged.windHeightMetres(),
                            found.number("wind_height_metres"))
                    .same("attribution", logged.attribution(), found.text("attribution"));
        }
        return difference.toString();
    }
}
