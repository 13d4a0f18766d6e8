package io.outpost.cli.verify.preference;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.cli.verify.preference.JsonObject.Fault;
import io.outpost.cli.verify.preference.Node.All;
import io.outpost.cli.verify.preference.Node.Any;
import io.outpost.cli.verify.preference.Node.Comparison;
import io.outpost.cli.verify.preference.Node.ForAtLeast;
import io.outpost.cli.verify.preference.Node.Not;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tree of one document. */
final class TreeReader {
    private static final int MOST_NODES = 64;
    private static final int DEEPEST = 8;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final List<String> KINDS =
            List.of("all", "any", "not", "for_at_least", "measure", "model", "condition");

    private final LeafReader reader;
    private final List<Leaf> leaves = new ArrayList<>();
    private int nodes;
    private int durations;

    TreeReader(Map<String, List<String>> levels) {
        reader = new LeafReader(levels);
    }

    Node read(JsonNode json) {
        Node tree = node(json, 1, false);
        JsonObject.require(isOfMinutes() || isOfHours(), "mixed cadence");
        return tree;
    }

    List<Leaf> leaves() {
        return List.copyOf(leaves);
    }

    int durations() {
        return durations;
    }

    /** Whether not all leaves are known at minutes, but all at hours. */
    boolean isOfHours() {
        return !isOfMinutes() && leaves.stream().allMatch(LeafReader::isKnownAtHours);
    }

    private boolean isOfMinutes() {
        return leaves.stream().allMatch(LeafReader::isKnownAtMinutes);
    }

    private Node node(JsonNode json, int depth, boolean isNegated) {
        nodes++;
        JsonObject.require(nodes <= MOST_NODES, "too many nodes");
        JsonObject.require(depth <= DEEPEST, "too deep");
        JsonObject.require(json.isObject(), "not an object");
        List<String> kinds = KINDS.stream().filter(json::has).toList();
        JsonObject.require(kinds.size() == 1, "kind");
        String kind = kinds.get(0);
        return switch (kind) {
            case "all" -> new All(parts(json, kind, depth, isNegated));
            case "any" -> new Any(parts(json, kind, depth, isNegated));
            case "not" -> {
                JsonObject not = JsonObject.of(json, Set.of(kind));
                yield new Not(node(not.required(kind), depth + 1, !isNegated));
            }
            case "for_at_least" -> lasting(json, depth, isNegated);
            case "measure" -> comparison(reader.measure(json), isNegated);
            case "model" -> comparison(reader.model(json), isNegated);
            case "condition" -> comparison(reader.condition(json), isNegated);
            default -> throw new Fault(kind);
        };
    }

    private List<Node> parts(JsonNode json, String kind, int depth, boolean isNegated) {
        List<Node> parts = new ArrayList<>();
        for (JsonNode part : JsonObject.of(json, Set.of(kind)).list(kind, MOST_NODES)) {
            parts.add(node(part, depth + 1, isNegated));
        }
        return List.copyOf(parts);
    }

    private Node lasting(JsonNode json, int depth, boolean isNegated) {
        JsonObject lasting = JsonObject.of(json, Set.of("for_at_least", "of"));
        long millis = lasting.duration("for_at_least", SHORTEST, LONGEST);
        int number = durations++;
        return new ForAtLeast(number, millis, node(lasting.required("of"), depth + 1, isNegated));
    }

    private Node comparison(Leaf leaf, boolean isNegated) {
        leaves.add(leaf);
        return new Comparison(leaves.size() - 1, leaf, isNegated);
    }
}
