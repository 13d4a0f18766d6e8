package io.outpost.cli.poll;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.yaml.MistakeException;
import io.outpost.cli.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The stations that are asked: a file in YAML or JSON.
 *
 * @param stations 1 to 10,000
 */
record StationList(List<PolledStation> stations) {
    private static final int MOST = 10_000;

    private static final YamlReader<StationList> YAML =
            new YamlReader<>(StationList.class, "the list of stations");

    StationList {
        MistakeException.required(stations, "stations");
        if (stations.isEmpty() || stations.size() > MOST) {
            throw new MistakeException("must list 1 to " + MOST + " stations", "stations");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < stations.size(); i++) {
            if (!names.add(stations.get(i).name())) {
                throw new MistakeException(
                        "is there twice: " + stations.get(i).name(), "stations", i, "name");
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws CommandException that names file, line and key of the first mistake
     */
    static StationList read(Path file) {
        try {
            return YAML.read(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new CommandException(
                    "The list of stations cannot be read: "
                            + e
                            + ". docs/operations.md, Stations that are asked, shows one.",
                    e);
        }
    }
}
