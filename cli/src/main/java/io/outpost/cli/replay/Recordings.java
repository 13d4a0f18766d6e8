package io.outpost.cli.replay;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.order.ArrivalOrder;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.replay.recording.Reading;
import io.outpost.cli.replay.recording.RecordingFile;
import io.outpost.cli.replay.recording.RecordingReader;
import io.outpost.cli.replay.recording.Unreadable;
import io.outpost.cli.send.PlaceEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All recordings of one replay, read and in the order of their arrival.
 *
 * @param toSendByPlace number of readings of each place
 * @param places those that have readings and are known to the mappings
 */
public record Recordings(
        List<SourceFile> files,
        List<Reading> readings,
        Map<String, Long> toSendByPlace,
        List<PlaceEntry> places,
        Unreadable unreadable) {
    /**
     * A file as the ledger names it.
     *
     * @param observations that are to be sent
     */
    public record SourceFile(
            String path, String sha256, String mapping, long rows, long observations) {}

    /** Reads all files, and those of folders. */
    public static Recordings read(
            List<Path> paths, MappingChoice choice, ObservationEncoder encoder, Arrival arrival) {
        List<SourceFile> files = new ArrayList<>();
        List<Reading> readings = new ArrayList<>();
        Unreadable unreadable = new Unreadable();
        RecordingReader reader = new RecordingReader(encoder, unreadable);
        for (Path path : paths) {
            for (RecordingFile file : RecordingFile.at(path)) {
                Mapping mapping = choice.of(file);
                int before = readings.size();
                long rows = reader.read(file, mapping, readings::add);
                List<Reading> ofFile = readings.subList(before, readings.size());
                if (choice.isByHeader()) {
                    requireItsPlaces(file, mapping, ofFile);
                }
                files.add(sourceFile(file, mapping, rows, ofFile.size()));
            }
        }
        ArrivalOrder.sort(readings, arrival);
        Map<String, Long> byPlace =
                readings.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Reading::placeId, TreeMap::new, Collectors.counting()));
        List<PlaceEntry> places = List.copyOf(reader.places().byId().values());
        return new Recordings(files, readings, byPlace, places, unreadable);
    }

    /** The mappings' names. */
    String name() {
        return files.stream().map(SourceFile::mapping).distinct().collect(Collectors.joining("+"));
    }

    long rows() {
        return unreadable.rows();
    }

    /** Places that no mapping describes; the job's defaults apply to them. */
    List<String> unknownPlaces() {
        List<String> unknown = new ArrayList<>(toSendByPlace.keySet());
        unknown.removeAll(places.stream().map(PlaceEntry::id).collect(Collectors.toSet()));
        return unknown;
    }

    /** Refuses a file that has the columns of a known set, but none of its places. */
    private static void requireItsPlaces(
            RecordingFile file, Mapping mapping, List<Reading> readings) {
        Set<String> known = mapping.placesById().keySet();
        if (known.isEmpty() || mapping.otherPlaces() != null) {
            return;
        }
        readings.stream()
                .map(Reading::placeId)
                .filter(place -> !known.contains(place))
                .findFirst()
                .ifPresent(
                        place -> {
                            throw new CommandException(
                                    ("%s has the columns of %s, but is another recording: the place '%s' is none of its"
                                                    + " places. Write a mapping of your own (./outpost replay --print-mapping %s"
                                                    + " > mine.yaml), or say --mapping %s to read it as that set")
                                            .formatted(
                                                    file.label(),
                                                    mapping.name(),
                                                    place,
                                                    mapping.name(),
                                                    mapping.name()));
                        });
    }

    private static SourceFile sourceFile(
            RecordingFile file, Mapping mapping, long rows, long observations) {
        try {
            return new SourceFile(
                    file.path().toAbsolutePath().normalize().toString()
                            + file.label().substring(file.path().toString().length()),
                    file.sha256(),
                    mapping.name(),
                    rows,
                    observations);
        } catch (IOException e) {
            throw new CommandException(file.label() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
