package io.outpost.e2e.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares what the senders' ledgers count per place with the records in the log. */
final class SenderLedgers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalStack stack;

    SenderLedgers(LocalStack stack) {
        this.stack = stack;
    }

    /** Places of which the log holds fewer records than a ledger counts as acknowledged. */
    List<Finding> findings() throws IOException {
        Map<String, Long> counted = counted();
        Map<String, Long> logged = logged();
        List<Finding> found = new ArrayList<>();
        counted.forEach(
                (place, count) -> {
                    long there = logged.getOrDefault(place, 0L);
                    if (there < count) {
                        found.add(
                                new Finding(
                                        "ledger",
                                        "missing",
                                        "observations topic",
                                        "%s: %d of %d that the sender counts"
                                                .formatted(place, count - there, count)));
                    }
                });
        return found;
    }

    private Map<String, Long> counted() throws IOException {
        Map<String, Long> counted = new HashMap<>();
        Path folder = stack.data().resolve("ledger");
        if (Files.notExists(folder)) {
            return counted;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode event = JSON.readTree(line);
                    if (event.path("event").asText().equals("end")) {
                        for (Map.Entry<String, JsonNode> place :
                                event.path("places").properties()) {
                            counted.merge(place.getKey(), place.getValue().asLong(), Long::sum);
                        }
                    }
                }
            }
        }
        return counted;
    }

    private Map<String, Long> logged() {
        Map<String, Long> logged = new HashMap<>();
        try (TopicStream log =
                new TopicStream(
                        Brokers.open(stack.kafka()),
                        Topic.OBSERVATIONS.topicName(),
                        "read_uncommitted")) {
            log.readOn(
                    one -> {
                        if (one.key() != null) {
                            String place = new String(one.key(), StandardCharsets.UTF_8);
                            logged.merge(place, 1L, Long::sum);
                        }
                    });
        }
        return logged;
    }
}
