package io.outpost.decode.preference;

import io.outpost.core.condition.Cadence;
import io.outpost.core.preference.Expression;
import io.outpost.core.preference.Expression.All;
import io.outpost.core.preference.Expression.Any;
import io.outpost.core.preference.Expression.ForAtLeast;
import io.outpost.core.preference.Expression.Leaf;
import io.outpost.core.preference.Expression.Not;
import io.outpost.core.preference.Preference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads the tree of a preference. What is wrong in a node is a fault, and makes it null. */
final class ExpressionReader {
    private static final List<String> KINDS =
            List.of("all", "any", "not", "for_at_least", "measure", "model", "condition");
    private static final Duration SHORTEST_LASTING = Duration.ofMinutes(1);

    private final Faults faults;
    private final LeafReader leafReader;
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private int nodes;

    ExpressionReader(LevelNames levels, Faults faults) {
        this.faults = faults;
        this.leafReader = new LeafReader(levels, faults);
    }

    Expression read(JsonValue value) {
        Expression read = node(value, 1);
        requireOneCadence();
        return read;
    }

    private Expression node(JsonValue value, int depth) {
        nodes++;
        if (nodes > Preference.MOST_NODES) {
            throw faults.last(
                    value.pointer(),
                    "too-many",
                    "is one too many: there may be " + Preference.MOST_NODES);
        }
        if (depth > Preference.DEEPEST) {
            throw faults.last(
                    value.pointer(),
                    "too-deep",
                    "is too deep: there may be " + Preference.DEEPEST + " within each other");
        }
        Fields fields = Fields.of(value, faults);
        List<String> kinds = fields.of(KINDS);
        if (kinds.size() != 1) {
            if (value.value() instanceof Map<?, ?>) {
                faults.add(
                        value.pointer(),
                        kinds.isEmpty() ? "missing" : "ambiguous",
                        "must have one of " + String.join(", ", KINDS));
            }
            return null;
        }
        return node(kinds.get(0), fields, depth);
    }

    private Expression node(String kind, Fields fields, int depth) {
        return switch (kind) {
            case "all" -> {
                List<Expression> parts = parts(kind, fields, depth);
                yield parts.isEmpty() ? null : new All(parts);
            }
            case "any" -> {
                List<Expression> parts = parts(kind, fields, depth);
                yield parts.isEmpty() ? null : new Any(parts);
            }
            case "not" -> {
                fields.allow(Set.of(kind));
                Expression part = node(fields.get(kind), depth + 1);
                yield part == null ? null : new Not(part);
            }
            case "for_at_least" -> lasting(fields, depth);
            case "measure" -> noted(fields, leafReader.ofMeasure(fields));
            case "model" -> noted(fields, leafReader.ofModel(fields));
            default -> noted(fields, leafReader.ofCondition(fields));
        };
    }

    /** Empty where one of them is wrong. */
    private List<Expression> parts(String kind, Fields fields, int depth) {
        fields.allow(Set.of(kind));
        List<Expression> parts = new ArrayList<>();
        for (JsonValue part : fields.list(kind, Preference.MOST_NODES)) {
            parts.add(node(part, depth + 1));
        }
        return parts.stream().allMatch(Objects::nonNull) ? parts : List.of();
    }

    private Expression lasting(Fields fields, int depth) {
        fields.allow(Set.of("for_at_least", "of"));
        Duration lasting =
                fields.duration("for_at_least", SHORTEST_LASTING, Preference.LONGEST_LASTING, null);
        if (!fields.has("of")) {
            faults.add(fields.pointer("of"), "missing", "is missing");
            return null;
        }
        Expression part = node(fields.get("of"), depth + 1);
        return part == null || lasting == null ? null : new ForAtLeast(lasting, part);
    }

    private Leaf noted(Fields fields, Leaf leaf) {
        if (leaf != null) {
            leaves.put(fields.pointer(), leaf);
        }
        return leaf;
    }

    /** Where some are known at hours only, those of minutes only are the ones to change. */
    private void requireOneCadence() {
        String ofHours = null;
        for (Map.Entry<String, Leaf> leaf : leaves.entrySet()) {
            boolean isOfHours = !leaf.getValue().cadences().contains(Cadence.MINUTE);
            ofHours = ofHours == null && isOfHours ? leaf.getKey() : ofHours;
        }
        for (Map.Entry<String, Leaf> leaf : leaves.entrySet()) {
            boolean isOfMinutes = !leaf.getValue().cadences().contains(Cadence.HOUR);
            if (ofHours != null && isOfMinutes) {
                faults.add(
                        leaf.getKey(), "mixed-cadence", LeafReader.mixed(leaf.getValue(), ofHours));
            }
        }
    }
}
