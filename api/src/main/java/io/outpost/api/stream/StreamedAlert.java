package io.outpost.api.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.outpost.api.condition.Driver;
import io.outpost.api.display.Display;
import io.outpost.schemas.Alert;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An alert as it stands in the topic, by the names of the list of alerts.
 *
 * @param units UCUM codes by measure, of drivers that are not in the unit of their name
 */
record StreamedAlert(
        String alertId,
        String episodeId,
        String kind,
        String placeId,
        String subject,
        Instant at,
        Instant startedAt,
        Instant endedAt,
        String level,
        List<Driver> drivers,
        boolean provisional,
        long revision,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> units) {

    static StreamedAlert of(Alert alert) {
        return new StreamedAlert(
                alert.getAlertId(),
                alert.getEpisodeId(),
                alert.getKind(),
                alert.getPlaceId(),
                alert.getSubject(),
                alert.getAt(),
                alert.getStartedAt(),
                alert.getEndedAt(),
                alert.getLevel(),
                alert.getDrivers().stream().map(StreamedAlert::driver).toList(),
                alert.getProvisional(),
                alert.getRevision(),
                Map.of());
    }

    /** This alert with drivers as they are asked for. */
    StreamedAlert shown(Display display) {
        return new StreamedAlert(
                alertId,
                episodeId,
                kind,
                placeId,
                subject,
                at,
                startedAt,
                endedAt,
                level,
                drivers.stream().map(driver -> driver.shown(display)).toList(),
                provisional,
                revision,
                Display.unsaid(Driver.units(drivers, display)));
    }

    private static Driver driver(io.outpost.schemas.Driver driver) {
        Double known = Double.isFinite(driver.getValue()) ? driver.getValue() : null;
        return new Driver(driver.getMeasure(), known, driver.getWindowSeconds());
    }
}
