package io.outpost.cli.replay;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.BuiltInMappings;
import io.outpost.cli.replay.mapping.CsvLayout;
import io.outpost.cli.replay.mapping.Mapping;
import io.outpost.cli.replay.mapping.MappingReader;
import io.outpost.cli.replay.recording.RecordingFile;
import io.outpost.cli.yaml.Nearest;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the mapping of a recording: the one that the user names, else the one that fits name and
 * header.
 */
public final class MappingChoice {
    private final BuiltInMappings builtIn = new BuiltInMappings();
    private final Mapping named;

    /**
     * Reads the named mapping at once, so that a mistake in it shows first.
     *
     * @param nameOrFile what the user gave; null: choose by itself
     */
    public MappingChoice(String nameOrFile) {
        this.named = nameOrFile == null ? null : named(nameOrFile);
    }

    /**
     * A built-in mapping, or the one of a file.
     *
     * @param beside a relative file stands in the folder of this one
     * @throws CommandException when there is none, or it has a mistake
     */
    public static Mapping named(String nameOrFile, Path beside) {
        MappingChoice choice = new MappingChoice(null);
        return choice.builtIn
                .named(nameOrFile)
                .orElseGet(() -> choice.read(nameOrFile, beside.resolveSibling(nameOrFile)));
    }

    /** True when the user named no mapping. */
    boolean isByHeader() {
        return named == null;
    }

    Mapping of(RecordingFile file) {
        return named == null ? fitting(file) : named;
    }

    private Mapping fitting(RecordingFile file) {
        Map<CsvLayout, Set<String>> columns = new HashMap<>();
        List<Mapping> fitting =
                builtIn.all().stream()
                        .filter(
                                m ->
                                        m.match()
                                                .fits(
                                                        file.name(),
                                                        columns.computeIfAbsent(
                                                                m.csv(), file::columns)))
                        .toList();
        if (fitting.size() != 1) {
            throw new CommandException(
                    (fitting.isEmpty() ? "No mapping fits " : "More than one mapping fits ")
                            + file.label()
                            + ". Choose one with --mapping NAME or --mapping FILE; there are: "
                            + names()
                            + ". To start one of your own: ./outpost replay --print-mapping nycflights13");
        }
        return fitting.get(0);
    }

    private Mapping named(String nameOrFile) {
        return builtIn.named(nameOrFile).orElseGet(() -> read(nameOrFile, Path.of(nameOrFile)));
    }

    private Mapping read(String said, Path file) {
        try {
            return MappingReader.read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new CommandException(file + " is not in UTF-8, as mappings are", e);
        } catch (IOException e) {
            throw new CommandException(
                    "There is no mapping '%s': neither a file nor one of %s%s"
                            .formatted(
                                    file,
                                    names(),
                                    Nearest.question(
                                            said,
                                            builtIn.all().stream().map(Mapping::name).toList())),
                    e);
        }
    }

    private String names() {
        return builtIn.all().stream().map(Mapping::name).collect(Collectors.joining(", "));
    }
}
