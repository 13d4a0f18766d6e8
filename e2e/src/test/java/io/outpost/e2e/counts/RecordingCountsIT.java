package io.outpost.e2e.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds the files with expected counts, which stand beside the mappings, against a count of the
 * recordings that shares nothing with the product.
 */
class RecordingCountsIT {
    private static final Path MAPPINGS =
            Path.of(System.getProperty("outpost.home"), "cli/src/main/resources/mappings");

    @ParameterizedTest
    @EnumSource
    void theExpectedCountsAreThoseOfASeparateCount(CountedSet set) throws IOException {
        JsonNode file =
                new YAMLMapper()
                        .readTree(MAPPINGS.resolve(set.setName() + ".expected.yaml").toFile());
        Path recording =
                Path.of(System.getProperty("outpost.recordings"), file.get("recording").asText());
        Assumptions.assumeTrue(
                Files.exists(recording), "NOTICE: skipped, no recordings at " + recording);

        SortedMap<String, Long> counted = count(set, recording);

        assertEquals(numbers(file), counted);
        System.out.println(set.setName() + " counted separately: " + counted);
    }

    private static SortedMap<String, Long> count(CountedSet set, Path recording)
            throws IOException {
        Count count = new Count(set);
        SetReader.read(
                recording,
                row -> {
                    count.row();
                    set.read(row, count::observation);
                });
        return count.counts();
    }

    private static SortedMap<String, Long> numbers(JsonNode file) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        add("", file, numbers);
        return numbers;
    }

    private static void add(String prefix, JsonNode block, Map<String, Long> numbers) {
        for (Map.Entry<String, JsonNode> entry : block.properties()) {
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                add(prefix + entry.getKey() + ".", value, numbers);
            } else if (value.isNumber() && value.asLong() != 0) {
                numbers.put(prefix + entry.getKey(), value.asLong());
            }
        }
    }
}
