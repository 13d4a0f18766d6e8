package io.outpost.decode.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.outpost.core.condition.Cadence;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema says what the reader takes, as far as a schema can. */
class PreferenceSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What no schema says: bounds of trees and of each quantity, what is known when, settings. */
    private static final Set<String> BEYOND =
            Set.of(
                    "out-of-range",
                    "mixed-cadence",
                    "not-known",
                    "not-learned",
                    "not-rising",
                    "no-time",
                    "too-many",
                    "too-deep",
                    "too-large",
                    "unknown-level",
                    "wrong-unit");

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
        "\"P\"",
        "\"PT\"",
        "\"PT1H30M\"",
        "\"-PT1H\"",
        "\"P1Y\"",
        "\"PT90S\"",
        "\"TACKY\"",
        "\"NOTICE\"",
        "\"keep_last\"",
        "\"mean\"",
        "\"celsius\"",
        "\"22:00\"",
        "\"7:00\"",
        "\"2026-11-30T05:00:00Z\"",
        "\"2026-11-30\"",
        "{\"percentile\":90}",
        "{\"percentile\":50}",
        "\"MUD\"",
        "\"wetness\"",
        "\"precipitation_millimetres\"",
        "{\"condition\":\"MUD\",\"above\":\"DRY\"}",
        "[{\"level\":\"CRITICAL\"}]"
    };

    private static JsonNode document;
    private static JsonSchema schema;

    static {
        try {
            document = JSON.readTree(PreferenceTemplates.schema());
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(document);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Provide
    Arbitrary<Long> seeds() {
        return Arbitraries.longs().withoutEdgeCases();
    }

    @StatisticsReport(onFailureOnly = true)
    @Property(tries = 3000)
    void saysOfAnyDocumentWhatTheReaderSays(@ForAll("seeds") long seed) throws IOException {
        Random random = new Random(seed);
        JsonNode any = JSON.readTree(PreferenceWriter.write(Documents.any(random)));
        for (int i = random.nextInt(3); i > 0; i--) {
            change(any, random);
        }
        Set<String> codes = codes(JSON.writeValueAsBytes(any));
        boolean isValid = schema.validate(any).isEmpty();
        if (codes.isEmpty()) {
            assertTrue(isValid, any + ": " + schema.validate(any));
        } else if (!BEYOND.containsAll(codes)) {
            assertFalse(isValid, any + ": " + codes);
        }
        Statistics.label("valid")
                .collect(codes.isEmpty())
                .coverage(
                        coverage -> {
                            coverage.check(true).percentage(p -> p > 10);
                            coverage.check(false).percentage(p -> p > 10);
                        });
    }

    /** Renames, removes, adds or replaces something, anywhere. */
    private static void change(JsonNode root, Random random) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        collect(root, all);
        JsonNode some = all.get(random.nextInt(all.size()));
        JsonNode value = JSON.readTree(VALUES[random.nextInt(VALUES.length)]);
        if (some instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String own = names.isEmpty() ? "name" : names.get(random.nextInt(names.size()));
            String name = FIELDS[random.nextInt(FIELDS.length)];
            switch (random.nextInt(4)) {
                case 0 -> object.remove(own);
                case 1 -> object.set(name, value);
                case 2 -> object.set(own, value);
                default -> object.set(name, object.remove(own));
            }
        } else if (some instanceof ArrayNode array) {
            if (random.nextBoolean() && !array.isEmpty()) {
                array.remove(random.nextInt(array.size()));
            } else {
                array.add(value);
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> all) {
        if (node.isContainerNode()) {
            all.add(node);
            node.forEach(child -> collect(child, all));
        }
    }

    private static Set<String> codes(byte[] json) {
        Set<String> codes = new TreeSet<>();
        try {
            PreferenceReader.read(json, Documents.LEVELS);
        } catch (UnreadablePreferenceException e) {
            e.faults().forEach(fault -> codes.add(fault.code()));
        }
        return codes;
    }

    @Test
    void namesWhatTheReaderKnows() {
        assertNames(Names.STATISTICS, "/$defs/measure/properties/statistic/enum");
        assertNames(Names.NO_DATA, "/$defs/no_data/enum");
        assertEquals(
                Set.copyOf(Severity.names()),
                Set.copyOf(texts("/properties/levels/items/properties/level/enum")));
        assertEquals(
                Names.PERCENTILES.toString(),
                document.at("/$defs/threshold/oneOf/1/properties/percentile/enum")
                        .toString()
                        .replace(",", ", "));
    }

    /** Those that stand elsewhere are filled in. */
    @Test
    void hasWhatASchemaOfADocumentNeeds() {
        assertTrue(texts("/$defs/measure/properties/measure/enum").contains("uv_index"));
        assertTrue(texts("/$defs/model/properties/model/enum").contains("wetness"));
        assertTrue(texts("/$defs/condition/properties/condition/enum").contains("MUD"));
        assertTrue(texts("/$defs/measure/properties/unit/enum").contains("celsius"));
        assertTrue(texts("/$defs/model/properties/unit/enum").contains("share"));
        assertFalse(document.toString().contains("\"{"));
    }

    private static void assertNames(Map<String, ?> known, String pointer) {
        assertEquals(List.copyOf(known.keySet()), texts(pointer));
    }

    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        document.at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void hasTheBoundsAndPatternsOfTheReader() {
        assertEquals(Fields.DURATION, document.at("/$defs/duration/pattern").asText());
        assertEquals(
                PreferenceReader.TIME_OF_DAY, document.at("/$defs/time_of_day/pattern").asText());
        assertEquals(PreferenceReader.TIME, document.at("/properties/mute_until/pattern").asText());
        assertEquals(PreferenceReader.NAME, document.at("/properties/name/pattern").asText());
        assertEquals(Preference.LONGEST_NAME, document.at("/properties/name/maxLength").asInt());
        assertEquals(
                Preference.MOST_QUIET_HOURS,
                document.at("/properties/quiet_hours/maxItems").asInt());
        assertEquals(Preference.MOST_NODES, document.at("/$defs/parts/maxItems").asInt());
        assertEquals(
                LeafReader.MOST_THRESHOLD,
                document.at("/$defs/threshold/oneOf/0/maximum").asDouble());
        assertEquals(
                LeafReader.MOST_HYSTERESIS,
                document.at("/$defs/model/properties/hysteresis/maximum").asDouble());
    }

    static Collection<String> templates() {
        return PreferenceTemplates.NAMES;
    }

    @ParameterizedTest
    @MethodSource("templates")
    void templatesAreAsTheyWouldBeWritten(String name) throws Exception {
        byte[] template = PreferenceTemplates.document(name);
        Preference read = PreferenceReader.read(template, Documents.LEVELS);
        JsonNode document = JSON.readTree(template);
        assertTrue(schema.validate(document).isEmpty());
        assertEquals(JSON.readTree(PreferenceWriter.write(read)), document);
        assertEquals(name.equals("lab_room") ? Cadence.MINUTE : Cadence.HOUR, read.cadence());
    }
}
