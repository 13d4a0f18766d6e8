package io.outpost.cli.replay.mapping;

import io.outpost.cli.send.PlaceEntry;
import io.outpost.cli.yaml.MistakeException;
import io.outpost.core.weather.Quantity;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How the rows of a recording become observations: a mapping file, key by key.
 *
 * @param place with sensor, quantities and extras: of the one observation that each row holds; null
 *     when the file lists several
 * @param interval how often a sensor reports; null: not known
 * @param missing texts that stand for "no value", besides the empty one
 * @param marks texts that may stand behind a number and mean nothing for its value
 * @param sentinels numbers of loggers for "missing" that the recording leaves in: sent as they are,
 *     without conversion, so that the job flags them
 * @param observations those that each row holds, at least one
 * @param otherPlaces how places are registered that are not among the places; null: they are not
 */
public record Mapping(
        String name,
        String description,
        Match match,
        CsvLayout csv,
        IdSource place,
        IdSource sensor,
        TimeSource time,
        Duration interval,
        Set<String> missing,
        List<String> marks,
        Set<Double> sentinels,
        Map<Quantity, QuantitySource> quantities,
        List<String> extras,
        List<ObservationSource> observations,
        List<PlaceEntry> places,
        PlaceSource otherPlaces) {
    private static final Set<Double> USUAL_SENTINELS = Set.of(-9999.0);

    public Mapping {
        MistakeException.required(name, "name");
        description = Objects.requireNonNullElse(description, "");
        match = Objects.requireNonNullElse(match, Match.NEVER);
        csv = Objects.requireNonNullElse(csv, CsvLayout.PLAIN);
        MistakeException.required(time, "time");
        missing = Objects.requireNonNullElse(missing, Set.of());
        marks = Objects.requireNonNullElse(marks, List.of());
        sentinels = Objects.requireNonNullElse(sentinels, USUAL_SENTINELS);
        places = Objects.requireNonNullElse(places, List.of());
        PlaceCheck.places(places);
        if (time.isOfPlace() && places.isEmpty()) {
            throw new MistakeException(
                    "is ofPlace, so the key 'places' must list them", "time", "zone");
        }
        if (interval != null
                && (interval.toSeconds() < 1 || interval.compareTo(Duration.ofDays(1)) > 0)) {
            throw new MistakeException("must be between PT1S and PT24H", "interval");
        }
        if (observations == null) {
            observations = List.of(new ObservationSource(place, sensor, quantities, extras));
            requireInterval(observations.get(0), interval);
        } else {
            checkObservations(observations, interval, place, sensor, quantities, extras);
        }
    }

    /** The places that it lists, by id. */
    public Map<String, PlaceEntry> placesById() {
        Map<String, PlaceEntry> byId = new LinkedHashMap<>();
        places.forEach(one -> byId.put(one.id(), one));
        return byId;
    }

    private static void checkObservations(
            List<ObservationSource> observations, Duration interval, Object... alone) {
        if (observations.isEmpty()) {
            throw new MistakeException("needs at least one", "observations");
        }
        if (Stream.of(alone).anyMatch(Objects::nonNull)) {
            throw new MistakeException(
                    "cannot stand beside place, sensor, quantities or extras", "observations");
        }
        for (int i = 0; i < observations.size(); i++) {
            requireInterval(observations.get(i), interval, "observations", i);
        }
    }

    private static void requireInterval(
            ObservationSource observation, Duration interval, Object... path) {
        observation
                .quantities()
                .forEach(
                        (quantity, source) -> {
                            if (source.isRate() && interval == null) {
                                throw new MistakeException(
                                        "is a rate, so the mapping needs the key 'interval'",
                                        Stream.concat(
                                                        Stream.of(path),
                                                        Stream.of(
                                                                "quantities",
                                                                quantity.fieldName(),
                                                                "unit"))
                                                .toArray());
                            }
                        });
    }
}
