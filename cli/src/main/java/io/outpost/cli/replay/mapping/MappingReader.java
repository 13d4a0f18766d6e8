package io.outpost.cli.replay.mapping;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.send.PlaceEntry;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a mapping file (YAML) and checks it; resources/mappings/README.md describes the keys. */
public final class MappingReader {
    private static final Set<Double> USUAL_SENTINELS = Set.of(-9999.0);
    private final String yaml;
    private final Block root;
    private final MappingFile file;

    private MappingReader(String fileName, String yaml) {
        this.yaml = yaml;
        this.root = Block.root(fileName, yaml);
        this.file = MappingFile.read(root, yaml);
    }

    /**
     * Reads one mapping.
     *
     * @param file what to call the file in messages
     * @throws CommandException with the line and the key of the first mistake
     */
    public static Mapping read(String file, String yaml) {
        return new MappingReader(file, yaml).mapping();
    }

    private Mapping mapping() {
        String name = root.required("name", file.name());
        if (file.csv() != null && file.csv().skipLines() < 0) {
            throw root.at("csv").complaint("skipLines", "must be a whole number, 0 or more");
        }
        Integer interval = intervalSeconds();
        Set<Double> sentinels = sentinels(file.sentinels(), USUAL_SENTINELS);
        Map<String, PlaceEntry> places = places();
        return new Mapping(
                name,
                file.description() == null ? "" : file.description(),
                yaml,
                file.match() == null ? Match.NEVER : file.match(),
                file.csv() == null ? CsvLayout.PLAIN : file.csv(),
                TimeSourceReader.read(root.at("time"), root.required("time", file.time()), places),
                interval,
                Set.copyOf(orEmpty(file.missing())),
                sentinels,
                observations(new QuantitiesReader(interval, sentinels)),
                places,
                otherPlaces());
    }

    /** Those of the list, or the one whose keys stand in the file itself. */
    private List<ObservationSource> observations(QuantitiesReader quantities) {
        MappingFile.Row one =
                new MappingFile.Row(file.place(), file.sensor(), file.quantities(), file.extras());
        if (file.observations() == null) {
            return List.of(observation(root, one, quantities));
        }
        if (file.observations().isEmpty()) {
            throw root.complaint("observations", "needs at least one");
        }
        if (Stream.of(one.place(), one.sensor(), one.quantities(), one.extras())
                .anyMatch(key -> key != null)) {
            throw root.complaint(
                    "observations", "cannot stand beside place, sensor, quantities or extras");
        }
        List<ObservationSource> observations = new ArrayList<>();
        for (MappingFile.Row row : file.observations()) {
            Block block = root.at("observations").at(observations.size());
            observations.add(observation(block, row, quantities));
        }
        return observations;
    }

    private static ObservationSource observation(
            Block block, MappingFile.Row row, QuantitiesReader quantities) {
        IdSource place = checked(block.at("place"), block.required("place", row.place()));
        return new ObservationSource(
                place,
                row.sensor() == null ? place : checked(block.at("sensor"), row.sensor()),
                quantities.read(
                        block.at("quantities"), block.required("quantities", row.quantities())),
                orEmpty(row.extras()));
    }

    private static IdSource checked(Block block, IdSource id) {
        if (Stream.of(id.column(), id.constant(), id.fileName())
                        .filter(given -> given != null)
                        .count()
                != 1) {
            throw block.complaint("needs one of column, constant, fileName");
        }
        if (id.fileName() != null && id.fileName().matcher("").groupCount() < 1) {
            throw block.complaint("fileName", "needs a group in brackets that holds the id");
        }
        return id;
    }

    private Integer intervalSeconds() {
        String text = file.interval();
        if (text == null) {
            return null;
        }
        try {
            Duration interval = Duration.parse(text);
            if (interval.toSeconds() < 1 || interval.compareTo(Duration.ofDays(1)) > 0) {
                throw root.complaint("interval", "must be between PT1S and PT24H, not " + text);
            }
            return (int) interval.toSeconds();
        } catch (DateTimeParseException e) {
            throw root.complaint("interval", "must be a duration such as PT1H, not '" + text + "'");
        }
    }

    private Map<String, PlaceEntry> places() {
        Map<String, PlaceEntry> places = new LinkedHashMap<>();
        int item = 0;
        for (PlaceEntry place : orEmpty(file.places())) {
            Block block = root.at("places").at(item++);
            block.required("id", place.id());
            within(block, "latitude", place.latitude(), 90);
            within(block, "longitude", place.longitude(), 180);
            check(block, place.timeZone(), place.staleAfterSeconds());
            if (places.put(place.id(), place) != null) {
                throw block.complaint("id", "'" + place.id() + "' stands twice");
            }
        }
        return places;
    }

    private PlaceSource otherPlaces() {
        PlaceSource source = file.otherPlaces();
        if (source == null) {
            return null;
        }
        Block block = root.at("otherPlaces");
        check(block, source.timeZone(), source.staleAfterSeconds());
        if (source.name() != null) {
            checked(block.at("name"), source.name());
        }
        if ((source.latitude() == null) != (source.longitude() == null)) {
            throw block.complaint("needs both latitude and longitude, or none of them");
        }
        return source;
    }

    private static void within(Block block, String key, Double value, double limit) {
        if (value != null && !(Math.abs(value) <= limit)) {
            throw block.complaint(key, "must be within -" + limit + ".." + limit);
        }
    }

    private static void check(Block block, String timeZone, Integer staleAfterSeconds) {
        try {
            ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw block.complaint("timeZone", "is no time zone: '" + timeZone + "'");
        }
        if (staleAfterSeconds != null && staleAfterSeconds < 0) {
            throw block.complaint("staleAfterSeconds", "must be a whole number, 0 or more");
        }
    }

    static Set<Double> sentinels(List<Double> given, Set<Double> otherwise) {
        return given == null ? otherwise : new LinkedHashSet<>(given);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
