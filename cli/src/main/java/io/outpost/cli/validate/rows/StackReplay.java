package io.outpost.cli.validate.rows;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.outcome.ResultStore;
import io.outpost.cli.replay.ReplayCommand;
import io.outpost.cli.stack.Endpoints;
import io.outpost.core.model.ModelParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Lets {@code outpost replay} send recordings to places of their own, and wait until the job is
 * through with them.
 *
 * @param kafkaClientProperties a file; null: none
 * @param dataFolder of the stack; what is made for the replay is written there
 */
record StackReplay(
        Endpoints endpoints,
        Path kafkaClientProperties,
        Path dataFolder,
        PrintWriter report,
        Progress progress) {
    private static final String MEASURED = "snotel-428-weather.yaml";
    private static final String MADE = "made-hours.yaml";

    /** Sends those that the stack does not have to their end. */
    void send(List<ReplayedPlace> places) throws Exception {
        List<ReplayedPlace> missing = missing(places);
        if (missing.size() < places.size()) {
            progress.say(
                    "%,d of %,d places are in the stack to their end, and are not sent again"
                            .formatted(places.size() - missing.size(), places.size()));
        }
        List<ReplayedPlace> measured = missing.stream().filter(p -> p.measured() != null).toList();
        List<ReplayedPlace> made = missing.stream().filter(p -> p.measured() == null).toList();
        if (!measured.isEmpty()) {
            List<Path> files = measured.stream().map(ReplayedPlace::measured).toList();
            replay(mappingOfMeasured(measured), MEASURED, files);
        }
        if (!made.isEmpty()) {
            Path file = folder().resolve(MadeHoursFile.NAME);
            MadeHoursFile.write(file, made);
            replay(mappingOfMade(), MADE, List.of(file));
        }
    }

    private List<ReplayedPlace> missing(List<ReplayedPlace> places) throws SQLException {
        try (ResultStore store = new ResultStore(endpoints)) {
            Map<String, Instant> newest =
                    store.newestHours(places.stream().map(ReplayedPlace::id).toList());
            return places.stream()
                    .filter(place -> !place.lastHour().equals(newest.get(place.id())))
                    .toList();
        }
    }

    /** Of files as they were measured, with their places. */
    static String mappingOfMeasured(List<ReplayedPlace> places) throws IOException {
        StringBuilder mapping = new StringBuilder(text(MEASURED));
        places.forEach(place -> mapping.append(entry(place)));
        return mapping.toString();
    }

    /** Of the file that {@link MadeHoursFile} writes. */
    static String mappingOfMade() throws IOException {
        return text(MADE);
    }

    private static String entry(ReplayedPlace place) {
        ModelParameters parameters = place.parameters();
        return "  - {id: %s, latitude: %s, longitude: %s, elevationMetres: %s}%n"
                .formatted(
                        place.id(),
                        parameters.latitudeDegrees(),
                        parameters.longitudeDegrees(),
                        parameters.elevationMetres());
    }

    private void replay(String mapping, String mappingName, List<Path> files) throws Exception {
        Path mappingFile = folder().resolve(mappingName);
        Files.writeString(mappingFile, mapping);
        List<String> arguments = new ArrayList<>(List.of("--wait"));
        option(arguments, "--mapping", mappingFile);
        option(arguments, "--data", dataFolder);
        option(arguments, "--bootstrap-servers", endpoints.kafka().bootstrapServers());
        option(arguments, "--kafka-client-properties", kafkaClientProperties);
        option(arguments, "--registry-url", endpoints.registryUrl());
        option(arguments, "--postgres-url", endpoints.postgresUrl());
        option(arguments, "--postgres-user", endpoints.postgresUser());
        option(arguments, "--postgres-password", endpoints.postgresPassword());
        files.forEach(file -> arguments.add(file.toString()));
        ReplayCommand replay = new ReplayCommand();
        new CommandLine(replay).setOut(report).parseArgs(arguments.toArray(String[]::new));
        if (replay.call() != 0) {
            throw new CommandException(
                    "Not all that was sent became rows: see what the replay says above");
        }
    }

    /** An endpoint may have no user and no password. */
    private static void option(List<String> arguments, String name, Object value) {
        if (value != null) {
            arguments.add(name + "=" + value);
        }
    }

    private Path folder() throws IOException {
        return Files.createDirectories(dataFolder.resolve("validate"));
    }

    private static String text(String mappingName) throws IOException {
        try (InputStream in = StackReplay.class.getResourceAsStream("/validate/" + mappingName)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
