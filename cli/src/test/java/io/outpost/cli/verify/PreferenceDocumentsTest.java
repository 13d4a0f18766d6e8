package io.outpost.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.verify.fold.Rules;
import io.outpost.cli.verify.preference.WishReader;
import io.outpost.decode.preference.PreferenceReader;
import io.outpost.decode.preference.UnreadablePreferenceException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle takes the same texts for documents as the job does, changed at random or by hand. */
final class PreferenceDocumentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DOCUMENTS = 5_000;

    private static final String[] FIELDS = {
        "all", "any", "not", "of", "for_at_least", "measure", "model", "condition", "at_least",
        "below", "over", "statistic", "unit", "hysteresis", "no_data", "name", "when", "pending",
        "levels", "level", "after", "quiet_hours", "from", "to", "mute_until", "percentile", "other"
    };
    private static final String[] VALUES = {
        "null",
        "true",
        "7",
        "-1",
        "90",
        "1e6",
        "0.5",
        "[]",
        "{}",
        "[7]",
        "\"\"",
        "\"x\"",
        "\"PT2H\"",
        "\"PT24H\"",
        "\"PT15M\"",
        "\"PT1H\"",
        "\"PT90M\"",
        "\"P\"",
        "\"-PT1H\"",
        "\"P7D\"",
        "\"P8D\"",
        "\"PT90S\"",
        "\"TACKY\"",
        "\"NOTICE\"",
        "\"keep_last\"",
        "\"mean\"",
        "\"total\"",
        "\"maximum\"",
        "\"celsius\"",
        "\"millimetres\"",
        "\"share\"",
        "\"22:00\"",
        "\"7:00\"",
        "\"2026-11-30T05:00:00Z\"",
        "\"2026-02-30T05:00:00Z\"",
        "\"2026-11-30\"",
        "{\"percentile\":90}",
        "{\"percentile\":50}",
        "\"MUD\"",
        "\"HEAT\"",
        "\"wetness\"",
        "\"drift_24h\"",
        "\"precipitation_millimetres\"",
        "\"wind_chill_celsius\"",
        "\"uv_index\"",
        "{\"condition\":\"MUD\",\"above\":\"DRY\"}",
        "{\"measure\":\"uv_index\",\"above\":3,\"unit\":\"index\"}",
        "[{\"level\":\"CRITICAL\"}]",
        "[{\"level\":\"NOTICE\"},{\"level\":\"WARNING\",\"after\":\"PT1H\"}]",
        "[{\"from\":\"22:00\",\"to\":\"06:00\"}]"
    };

    @TempDir private Path folder;
    private WishReader reader;

    @BeforeEach
    void start() throws Exception {
        Path rules =
                Files.writeString(
                        folder.resolve("rules.yaml"),
                        "{heat.levels-celsius: {CAUTION: 27}, cold.levels-celsius: {LOW: 0}}");
        reader = new WishReader(Rules.read(rules).levelNames());
    }

    @Test
    void bothTakeTheSame() throws Exception {
        Random random = new Random(1);
        int documents = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode any = RandomPreference.any(random, random.nextBoolean());
            for (int changes = random.nextInt(3); changes > 0; changes--) {
                change(any, random);
            }
            String text = JSON.writeValueAsString(any);
            assertEquals(isTakenByTheJob(text), reader.isDocument(text), text);
            documents += reader.isDocument(text) ? 1 : 0;
        }
        assertTrue(
                documents > DOCUMENTS / 5 && documents < DOCUMENTS * 4 / 5,
                documents + " documents");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "7",
                "[]",
                "null",
                "{}",
                "{\"name\":\"a\",\"when\":{\"model\":\"wetness\",\"below\":1}} {}",
                "{\"name\":\"a\",\"name\":\"b\",\"when\":{\"model\":\"wetness\",\"below\":1}}",
                "{\"name\":\"\\ud800\",\"when\":{\"model\":\"wetness\",\"below\":1}}",
                "{\"name\":\"a\",\"when\":{\"model\":\"wetness\",\"below\":NaN}}",
                "{\"name\":\"a\",\"when\":{\"model\":\"wetness\",\"below\":1},}",
                "{\"name\":\"a\",\"when\":{\"model\":\"elevated_from_millimetres_per_hour\",\"below\":1}}",
                "{\"name\":\"a\",\"when\":{\"all\":[{\"condition\":\"HEAT\",\"above\":\"NONE\"},{\"condition\":\"MUD\",\"above\":\"NONE\"}]}}"
            })
    void neitherTakesThese(String text) {
        assertFalse(isTakenByTheJob(text));
        assertFalse(reader.isDocument(text));
    }

    @Test
    void bothHaveTheSameBounds() {
        String leaf = "{\"model\":\"wetness\",\"below\":1}";
        for (int count : new int[] {1, 62, 63, 64, 65}) {
            String parts = String.join(",", java.util.Collections.nCopies(count, leaf));
            requireSame("{\"name\":\"a\",\"when\":{\"all\":[" + parts + "]}}");
        }
        for (int depth = 6; depth < 10; depth++) {
            requireSame(
                    "{\"name\":\"a\",\"when\":"
                            + "{\"not\":".repeat(depth)
                            + leaf
                            + "}".repeat(depth)
                            + "}");
        }
        for (int digits : new int[] {60, 62, 63, 64, 65}) {
            requireSame(
                    "{\"name\":\"a\",\"when\":{\"model\":\"wetness\",\"below\":0."
                            + "1".repeat(digits)
                            + "}}");
        }
        String document = "{\"name\":\"a\",\"when\":" + leaf + "}";
        for (int size = 16_383; size < 16_386; size++) {
            requireSame(document + " ".repeat(size - document.length()));
        }
        for (int length : new int[] {100, 101}) {
            requireSame("{\"name\":\"" + "\u00e4".repeat(length) + "\",\"when\":" + leaf + "}");
        }
    }

    private void requireSame(String text) {
        assertEquals(isTakenByTheJob(text), reader.isDocument(text), text);
    }

    private static boolean isTakenByTheJob(String text) {
        try {
            PreferenceReader.read(
                    text.getBytes(StandardCharsets.UTF_8), PreferencesInJobTest.levels());
            return true;
        } catch (UnreadablePreferenceException e) {
            return false;
        }
    }

    /** Renames, removes, adds or replaces something, anywhere. */
    private static void change(JsonNode root, Random random) throws JsonProcessingException {
        List<JsonNode> all = new ArrayList<>();
        collect(root, all);
        JsonNode some = all.get(random.nextInt(all.size()));
        JsonNode value = JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
        if (some instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String own = names.isEmpty() ? "name" : names.get(random.nextInt(names.size()));
            String other = FIELDS[random.nextInt(FIELDS.length)];
            switch (random.nextInt(4)) {
                case 0 -> object.remove(own);
                case 1 -> object.set(other, value);
                case 2 -> object.set(other, object.has(own) ? object.remove(own) : value);
                default -> object.set(own, value);
            }
        } else if (some instanceof ArrayNode array) {
            array.add(value);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> all) {
        if (node.isContainerNode()) {
            all.add(node);
            node.forEach(child -> collect(child, all));
        }
    }
}
