package io.outpost.cli.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of preferences, any that the language has, of minutes or of hours. */
final class RandomPreference {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> OPERATORS = List.of("at_least", "above", "at_most", "below");
    private static final List<String> STATISTICS = List.of("mean", "minimum", "maximum");
    private static final List<String> SILENCES = List.of("keep_last", "not_matching", "unknown");
    private static final String[] SPANS = {"PT1H", "PT3H", "PT6H", "PT24H", "PT72H", "P7D"};

    /** What panes have, with about the values that the logs of these tests have. */
    private static final Map<String, int[]> MEASURES =
            Map.of(
                    "air_temperature_celsius", new int[] {-10, 30},
                    "relative_humidity_percent", new int[] {40, 99},
                    "wind_speed_metres_per_second", new int[] {0, 18},
                    "heat_index_celsius", new int[] {20, 40},
                    "water_level_metres", new int[] {0, 3});

    private static final Map<String, int[]> MODELS =
            Map.of(
                    "wetness", new int[] {0, 1},
                    "snow_depth_centimetres", new int[] {0, 60},
                    "flow_millimetres_per_hour", new int[] {0, 1},
                    "water_72h_millimetres", new int[] {0, 40},
                    "evaporation_millimetres_per_day", new int[] {0, 5},
                    "drift_24h", new int[] {0, 2000},
                    "frost_degree_days", new int[] {0, 60});

    private static final Map<String, List<String>> LEVELS =
            Map.of(
                    "MUD", List.of("NONE", "DRY", "TACKY", "DAMP", "SNOW_COVERED", "MUDDY"),
                    "HIGH_WATER", List.of("NONE", "ELEVATED", "HIGH"),
                    "SNOWPACK", List.of("NONE", "SETTLED", "WET", "LOADING"),
                    "HEAT", List.of("NONE", "CAUTION"),
                    "COLD", List.of("NONE", "LOW"));

    private final Random random;
    private final boolean isOfHours;

    private RandomPreference(Random random, boolean isOfHours) {
        this.random = random;
        this.isOfHours = isOfHours;
    }

    /**
     * A document.
     *
     * @param isOfHours with leaves that hours know; else with ones that minutes know
     */
    static ObjectNode any(Random random, boolean isOfHours) {
        return new RandomPreference(random, isOfHours).document();
    }

    private ObjectNode document() {
        ObjectNode document = JSON.objectNode().put("name", "any");
        document.set("when", node(3));
        duration(document, "pending", 6);
        duration(document, "recovery", 6);
        duration(document, "cooldown", 30);
        if (random.nextInt(3) == 0) {
            ArrayNode levels = document.putArray("levels");
            levels.addObject().put("level", "NOTICE");
            levels.addObject().put("level", "CRITICAL").put("after", unit(1 + random.nextInt(9)));
        }
        return document;
    }

    private void duration(ObjectNode document, String field, int most) {
        if (random.nextInt(3) == 0) {
            document.put(field, unit(random.nextInt(most)));
        }
    }

    /** So many hours, or as many times seven minutes. */
    private String unit(int count) {
        return isOfHours ? "PT" + count + "H" : "PT" + 7 * count + "M";
    }

    private ObjectNode node(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(8)) {
            case 0 -> parts("all", depth);
            case 1, 2 -> parts("any", depth);
            case 3 -> object("not", node(depth - 1));
            case 4 ->
                    object("of", node(depth - 1)).put("for_at_least", unit(1 + random.nextInt(5)));
            default -> leaf();
        };
    }

    private ObjectNode parts(String kind, int depth) {
        ArrayNode parts = JSON.arrayNode();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            parts.add(node(depth - 1));
        }
        ObjectNode node = JSON.objectNode();
        node.set(kind, parts);
        return node;
    }

    private static ObjectNode object(String field, ObjectNode value) {
        ObjectNode node = JSON.objectNode();
        node.set(field, value);
        return node;
    }

    private ObjectNode leaf() {
        ObjectNode leaf =
                switch (random.nextInt(5)) {
                    case 0 -> condition();
                    case 1 -> isOfHours ? model() : rolled();
                    case 2 -> isOfHours ? rain() : rolled();
                    default -> measure();
                };
        if (random.nextInt(2) == 0) {
            leaf.put("no_data", SILENCES.get(random.nextInt(SILENCES.size())));
        }
        return leaf;
    }

    private ObjectNode condition() {
        List<String> names =
                isOfHours ? List.of("MUD", "HIGH_WATER", "SNOWPACK") : List.of("HEAT", "COLD");
        String name = names.get(random.nextInt(names.size()));
        List<String> levels = LEVELS.get(name);
        return JSON.objectNode()
                .put("condition", name)
                .put(operator(), levels.get(random.nextInt(levels.size())));
    }

    private ObjectNode model() {
        String name = any(MODELS);
        ObjectNode leaf = JSON.objectNode().put("model", name);
        if (name.startsWith("flow") && random.nextBoolean()) {
            return percentile(leaf);
        }
        return compared(leaf, MODELS.get(name));
    }

    private ObjectNode percentile(ObjectNode leaf) {
        leaf.putObject(operator()).put("percentile", new int[] {76, 90, 99}[random.nextInt(3)]);
        return leaf;
    }

    private ObjectNode rolled() {
        String name =
                List.of("wind_chill_celsius", "felt_temperature_celsius", "air_temperature_celsius")
                        .get(random.nextInt(3));
        ObjectNode leaf =
                JSON.objectNode()
                        .put("measure", name)
                        .put("over", random.nextBoolean() ? "PT15M" : "PT1H");
        return compared(leaf, new int[] {-10, 30});
    }

    private ObjectNode rain() {
        ObjectNode leaf = JSON.objectNode().put("measure", "precipitation_millimetres");
        if (random.nextInt(4) > 0) {
            leaf.put("over", SPANS[random.nextInt(SPANS.length)]);
        }
        return compared(leaf, new int[] {0, 6});
    }

    private ObjectNode measure() {
        String name = any(MEASURES);
        ObjectNode leaf = JSON.objectNode().put("measure", name);
        if (random.nextInt(3) == 0) {
            leaf.put("statistic", STATISTICS.get(random.nextInt(STATISTICS.size())));
        }
        if (isOfHours && random.nextInt(2) == 0) {
            leaf.put("over", SPANS[random.nextInt(SPANS.length)]);
        }
        boolean isOfPane = isOfHours && !leaf.has("over") && !leaf.has("statistic");
        if (name.startsWith("water_level") && isOfPane && random.nextInt(3) > 0) {
            return percentile(leaf);
        }
        return compared(leaf, MEASURES.get(name));
    }

    /** With whole numbers, which values meet exactly. */
    private ObjectNode compared(ObjectNode leaf, int[] range) {
        boolean isFine = range[1] - range[0] < 10;
        double threshold = range[0] + random.nextInt(range[1] - range[0] + 1);
        leaf.put(operator(), isFine ? threshold + random.nextInt(10) / 10.0 : threshold);
        if (random.nextInt(3) == 0) {
            leaf.put("hysteresis", isFine ? 0.2 : 1 + random.nextInt(4));
        }
        return leaf;
    }

    private String operator() {
        return OPERATORS.get(random.nextInt(OPERATORS.size()));
    }

    private String any(Map<String, int[]> names) {
        List<String> sorted = names.keySet().stream().sorted().toList();
        return sorted.get(random.nextInt(sorted.size()));
    }
}
