package io.outpost.cli.verify.emission;

import io.outpost.cli.verify.log.LoggedObservation;
import java.sql.SQLException;

/**
 * A late observation.
 *
 * @param clockMillis the clock that it was behind
 */
public record LateContent(LoggedObservation observation, long clockMillis) implements Content {
    @Override
    public String differences(Found found) throws SQLException {
        return new Difference()
                .same("place_id", observation.placeId(), found.text("place_id"))
                .same("sensor_id", observation.sensorId(), found.text("sensor_id"))
                .same("observed_at", observation.observedAtMillis(), found.whole("observed_at"))
                .same("clock_at", clockMillis, found.whole("clock_at"))
                .toString();
    }
}
