package io.outpost.api.stream;

import io.outpost.api.condition.Driver;
import io.outpost.api.series.Digits;
import io.outpost.schemas.Alert;
import java.time.Instant;
import java.util.List;

/** An alert as it stands in the topic, by the names of the list of alerts; values are rounded. */
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
        long revision) {

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
                alert.getRevision());
    }

    private static Driver driver(io.outpost.schemas.Driver driver) {
        Double known = Double.isFinite(driver.getValue()) ? driver.getValue() : null;
        return new Driver(
                driver.getMeasure(),
                Digits.OF_USE.value(driver.getMeasure(), known),
                driver.getWindowSeconds());
    }
}
