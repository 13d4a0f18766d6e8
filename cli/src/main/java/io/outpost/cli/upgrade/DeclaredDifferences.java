package io.outpost.cli.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.verify.emission.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Fields of emissions that a new version is meant to fill differently: lines of table, field and
 * reason, apart by a tab; empty ones and those that begin with # do not count.
 */
public final class DeclaredDifferences {
    /** Nothing may differ. */
    public static final DeclaredDifferences NONE = new DeclaredDifferences();

    /** Where a jar says them. */
    static final String ENTRY = "META-INF/outpost-differences.tsv";

    private static final int COLUMNS = 3;

    private final Map<Table, Set<String>> fields = new EnumMap<>(Table.class);

    private DeclaredDifferences() {}

    /**
     * Those of a file, else those that a jar says.
     *
     * @param file null: none is given
     * @throws CommandException where a line is wrong
     */
    static DeclaredDifferences of(Path file, Path jar) throws IOException {
        if (file != null) {
            return parse(Files.readString(file), file.toString());
        }
        Optional<String> text = ofJar(jar);
        return text.isEmpty() ? NONE : parse(text.get(), jar + "!" + ENTRY);
    }

    /**
     * Reads the lines.
     *
     * @param source named in errors
     */
    static DeclaredDifferences parse(String text, String source) {
        DeclaredDifferences declared = new DeclaredDifferences();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                declared.add(lines.get(i), "%s, line %d".formatted(source, i + 1));
            }
        }
        return declared;
    }

    boolean isEmpty() {
        return fields.isEmpty();
    }

    /** True when a field of a table is declared. */
    boolean concern(Table table) {
        return fields.containsKey(table);
    }

    /** Leaves the declared fields of an emission out. */
    void leaveOut(Table table, ObjectNode emission) {
        emission.remove(fields.getOrDefault(table, Set.of()));
    }

    private void add(String line, String where) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS || columns[2].isBlank()) {
            throw new CommandException(
                    "%s must be table, field and reason, apart by a tab, not: %s"
                            .formatted(where, line));
        }
        Table table =
                tables().filter(one -> one.tableName().equals(columns[0]))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "%s: there is no table %s, but %s"
                                                        .formatted(
                                                                where,
                                                                columns[0],
                                                                names(
                                                                        tables().map(
                                                                                        Table
                                                                                                ::tableName)))));
        Set<String> known = known(table);
        if (!known.contains(columns[1])) {
            throw new CommandException(
                    "%s: %s has no field %s that may differ, but %s"
                            .formatted(
                                    where, columns[0], columns[1], names(known.stream().sorted())));
        }
        fields.computeIfAbsent(table, one -> new HashSet<>()).add(columns[1]);
    }

    /** Those whose emissions have fields; the newest parameters are emitted as a version. */
    private static Stream<Table> tables() {
        return Arrays.stream(Table.values())
                .filter(table -> table != Table.PLACES && !known(table).isEmpty());
    }

    private static String names(Stream<String> names) {
        return names.collect(Collectors.joining(", "));
    }

    /** All but those that say which emission it is. */
    private static Set<String> known(Table table) {
        Set<String> known =
                Stream.concat(table.columns().stream(), table.times().stream())
                        .collect(Collectors.toSet());
        known.removeAll(
                switch (table) {
                    case CONDITION_TRANSITIONS -> Set.of("condition", "at");
                    case CONDITION_EPISODES -> Set.of("episode_id");
                    case ALERTS -> Set.of("episode_id", "kind");
                    default -> Set.of("start_at");
                });
        return known;
    }

    private static Optional<String> ofJar(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(ENTRY);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (ZipException e) {
            throw new CommandException("%s is no jar: %s".formatted(jar, e.getMessage()), e);
        }
    }
}
