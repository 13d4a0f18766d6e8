package io.outpost.cli.verify.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one sender wrote down of what the broker has acknowledged.
 *
 * @param complete true: all that it sent; false: at least this
 * @param digest sum of the hashes of its records
 * @param places counts by place; empty when they were not written down
 */
record Sent(
        String name,
        boolean complete,
        long acknowledged,
        long digest,
        Map<String, Long> places,
        Map<Integer, Range> partitions) {
    private static final int HEX = 16;

    /** Records in one partition; those of others may lie between the first and the last. */
    record Range(long count, long first, long last) {}

    /** Reads a ledger; null when nothing was acknowledged yet, or it is of another topic. */
    static Sent read(Path file, String topic) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode counts = null;
        boolean complete = false;
        for (String line : Files.readAllLines(file)) {
            JsonNode event = parsed(json, line);
            String name = event.path("event").asText();
            if (name.equals("start") && !event.path("topic").asText(topic).equals(topic)) {
                return null;
            }
            if (name.equals("acknowledged") || name.equals("end")) {
                counts = event;
                complete = name.equals("end") && event.path("unacknowledged").asLong() == 0;
            }
        }
        return counts == null || counts.path("acknowledged").asLong() == 0
                ? null
                : of(file.getFileName().toString(), complete, counts);
    }

    /** A sender that was killed may have left half a line. */
    private static JsonNode parsed(ObjectMapper json, String line) {
        try {
            return json.readTree(line);
        } catch (IOException e) {
            return json.createObjectNode();
        }
    }

    private static Sent of(String name, boolean complete, JsonNode counts) {
        Map<String, Long> places = new HashMap<>();
        counts.path("places")
                .properties()
                .forEach(e -> places.put(e.getKey(), e.getValue().asLong()));
        Map<Integer, Range> partitions = new TreeMap<>();
        counts.path("partitions")
                .properties()
                .forEach(
                        e ->
                                partitions.put(
                                        Integer.valueOf(e.getKey()),
                                        new Range(
                                                e.getValue().path("count").asLong(),
                                                e.getValue().path("firstOffset").asLong(),
                                                e.getValue().path("lastOffset").asLong())));
        return new Sent(
                name,
                complete,
                counts.path("acknowledged").asLong(),
                Long.parseUnsignedLong(counts.path("digest").asText("0"), HEX),
                places,
                partitions);
    }
}
