package io.outpost.cli.poll;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.MappingChoice;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.environment.Environment;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the list of stations, their mappings and the environment to what can be asked. */
record StationPolls(Path file, Environment environment) {
    /**
     * Reads all.
     *
     * @throws CommandException that says where the first mistake is
     */
    List<StationPoll> read(Instant now) {
        Map<String, Mapping> mappings = new HashMap<>();
        List<StationPoll> polls = new ArrayList<>();
        for (PolledStation station : StationList.read(file).stations()) {
            Mapping mapping =
                    mappings.computeIfAbsent(
                            station.mapping(), name -> MappingChoice.named(name, file));
            StationPoll poll =
                    new StationPoll(
                            station, headers(station), new AnswerReader(station, mapping), now);
            requireRequest(station, poll, now);
            polls.add(poll);
        }
        return polls;
    }

    private Map<String, String> headers(PolledStation station) {
        Map<String, String> headers = new HashMap<>();
        station.headers()
                .forEach(
                        (header, variable) ->
                                headers.put(header, value(station, header, variable)));
        return headers;
    }

    private String value(PolledStation station, String header, String variable) {
        try {
            return environment
                    .value(variable)
                    .orElseThrow(
                            () ->
                                    new CommandException(
                                            "%s: station '%s': the header '%s' is in the variable %s, which is not set. Set it, or %s_FILE with a file's name."
                                                    .formatted(
                                                            file,
                                                            station.name(),
                                                            header,
                                                            variable,
                                                            variable)));
        } catch (IllegalArgumentException e) {
            throw new CommandException(
                    file + ": station '" + station.name() + "': " + e.getMessage(), e);
        }
    }

    /** Java's client sets some headers itself, and takes no line breaks in others. */
    private void requireRequest(PolledStation station, StationPoll poll, Instant now) {
        try {
            poll.question(now).request();
        } catch (IllegalArgumentException e) {
            // Without the cause, which shows the value.
            throw new CommandException(
                    "%s: station '%s': a request cannot have these headers with their values: %s"
                            .formatted(file, station.name(), station.headers().keySet()));
        }
    }
}
