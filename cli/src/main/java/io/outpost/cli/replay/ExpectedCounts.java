package io.outpost.cli.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.outcome.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a known set must give when the whole of it is replayed into places that were new: a file
 * beside its mapping.
 *
 * @param recording the set's file or folder within the folder of recordings
 * @param counts by name; those that are not there are 0
 */
public record ExpectedCounts(String recording, SortedMap<String, Long> counts) {
    /** The file's name. */
    public static String fileOf(String mapping) {
        return mapping + ".expected.yaml";
    }

    /** Those of a built-in mapping; empty for another. */
    public static Optional<ExpectedCounts> of(String mapping) {
        String resource = "/mappings/" + fileOf(mapping);
        try (InputStream in = ExpectedCounts.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(read(new YAMLMapper().readTree(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    /**
     * The same counts of a replay.
     *
     * @param rows of all its files
     * @param unreadable by reason
     */
    public static SortedMap<String, Long> found(
            long rows, Map<String, Long> unreadable, Outcome outcome) {
        SortedMap<String, Long> counts = new TreeMap<>();
        counts.put("rows", rows);
        unreadable.forEach((reason, n) -> counts.put("unreadable." + reason, n));
        counts.put("sent", outcome.sent());
        counts.put("accepted", outcome.counters().accepted());
        counts.put("duplicate", outcome.counters().duplicate());
        counts.put("conflict", outcome.counters().conflict());
        counts.put("late", outcome.counters().late());
        counts.put("waiting", outcome.counters().waiting());
        outcome.rejectedByReason().forEach((reason, n) -> counts.put("rejected." + reason, n));
        outcome.counters()
                .flagged()
                .forEach(
                        (quantity, reasons) ->
                                reasons.forEach(
                                        (reason, n) ->
                                                counts.put(
                                                        "flagged." + quantity + "." + reason, n)));
        return counts;
    }

    /** Every count that is not as expected, as a line for people; empty: all are equal. */
    public List<String> differences(SortedMap<String, Long> found) {
        TreeSet<String> names = new TreeSet<>(counts.keySet());
        names.addAll(found.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            long expected = counts.getOrDefault(name, 0L);
            long actual = found.getOrDefault(name, 0L);
            if (expected != actual) {
                differences.add(String.format("%s: %,d, expected %,d", name, actual, expected));
            }
        }
        return differences;
    }

    /**
     * Prints whether the counts of a replay are as expected, and is true when they are.
     *
     * @throws CommandException when it was not one known set
     */
    static boolean check(SentReport report, PrintStream out) {
        ExpectedCounts expected =
                of(report.replayed())
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "No counts are known for "
                                                        + report.replayed()
                                                        + "; --expect is for one known set (--list)"));
        String file = fileOf(report.replayed());
        List<String> differences = expected.differences(report.counts());
        if (differences.isEmpty()) {
            out.println("the counts equal " + file);
            return true;
        }
        out.println(
                "The counts differ from "
                        + file
                        + ", which holds for the whole set in places that were new (./outpost up --fresh):");
        differences.forEach(difference -> out.println("  " + difference));
        return false;
    }

    private static ExpectedCounts read(JsonNode file) {
        SortedMap<String, Long> counts = new TreeMap<>();
        addNumbers("", file, counts);
        return new ExpectedCounts(file.get("recording").asText(), counts);
    }

    private static void addNumbers(String prefix, JsonNode block, Map<String, Long> counts) {
        block.properties()
                .forEach(
                        entry -> {
                            String name = prefix + entry.getKey();
                            if (entry.getValue().isObject()) {
                                addNumbers(name + ".", entry.getValue(), counts);
                            } else if (entry.getValue().isIntegralNumber()) {
                                counts.put(name, entry.getValue().asLong());
                            }
                        });
    }
}
