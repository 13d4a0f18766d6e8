package io.outpost.cli.replay.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A block of keys of a mapping file that knows its lines, so that every complaint names file, line
 * and key. Call {@link #close} when all keys were asked for: what is left is a mistake.
 */
final class YamlSection implements AutoCloseable {
    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> children = new LinkedHashMap<>();
    private final Map<String, Node> unread = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    YamlSection(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode block)) {
            throw complaint(node, path, "must be a block of keys");
        }
        for (NodeTuple tuple : block.getValue()) {
            String key = scalar(tuple.getKeyNode(), path);
            if (children.put(key, tuple.getValueNode()) != null) {
                throw complaint(tuple.getKeyNode(), pathOf(key), "stands twice");
            }
        }
        unread.putAll(children);
    }

    List<String> keys() {
        return List.copyOf(children.keySet());
    }

    boolean has(String key) {
        return children.containsKey(key);
    }

    String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    Optional<String> optionalText(String key) {
        return take(key).map(value -> scalar(value, pathOf(key)));
    }

    Optional<Double> optionalNumber(String key) {
        return optionalText(key).map(text -> number(key, text));
    }

    Optional<Integer> optionalWholeNumber(String key) {
        return optionalNumber(key).map(number -> wholeNumber(key, number));
    }

    /** A regular expression. */
    Pattern pattern(String key) {
        return pattern(key, text(key));
    }

    /** The regular expressions of a list; empty when the key is absent. */
    List<Pattern> patterns(String key) {
        return texts(key).stream().map(text -> pattern(key, text)).toList();
    }

    boolean flag(String key) {
        String text = optionalText(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw complaint(key, "must be true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    /** The texts of a list; empty when the key is absent. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            texts.add(scalar(item, pathOf(key)));
        }
        return texts;
    }

    List<YamlSection> sections(String key) {
        List<YamlSection> sections = new ArrayList<>();
        for (Node item : items(key)) {
            sections.add(new YamlSection(file, pathOf(key), item));
        }
        return sections;
    }

    /** Keys and texts of a block; empty when the key is absent. */
    Map<String, String> textsByKey(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalSection(key).ifPresent(s -> s.keys().forEach(k -> texts.put(k, s.text(k))));
        return texts;
    }

    YamlSection section(String key) {
        return optionalSection(key).orElseThrow(() -> missing(key));
    }

    Optional<YamlSection> optionalSection(String key) {
        return take(key).map(value -> new YamlSection(file, pathOf(key), value));
    }

    MappingException complaint(String key, String what) {
        return complaint(children.getOrDefault(key, node), pathOf(key), what);
    }

    /** A complaint about the block as a whole. */
    MappingException complaint(String what) {
        return complaint(node, path.isEmpty() ? "the mapping" : path, what);
    }

    @Override
    public void close() {
        unread.forEach(
                (key, value) -> {
                    throw complaint(
                            value,
                            pathOf(key),
                            "is not known here; known: " + String.join(", ", known));
                });
    }

    private Optional<Node> take(String key) {
        known.add(key);
        unread.remove(key);
        return Optional.ofNullable(children.get(key));
    }

    private List<Node> items(String key) {
        Optional<Node> value = take(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof SequenceNode sequence)) {
            throw complaint(key, "must be a list");
        }
        return sequence.getValue();
    }

    private double number(String key, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw complaint(key, "must be a number, not '" + text + "'");
        }
    }

    private int wholeNumber(String key, double number) {
        if (number != Math.rint(number) || number < 0 || number > Integer.MAX_VALUE) {
            throw complaint(key, "must be a whole number, 0 or more");
        }
        return (int) number;
    }

    private Pattern pattern(String key, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw complaint(key, "is no regular expression: " + e.getDescription());
        }
    }

    private String scalar(Node value, String where) {
        if (!(value instanceof ScalarNode scalar)) {
            throw complaint(value, where, "must be a single value");
        }
        return scalar.getValue();
    }

    private MappingException missing(String key) {
        return complaint(node, pathOf(key), "is missing");
    }

    private MappingException complaint(Node where, String key, String what) {
        int line = where.getStartMark().getLine() + 1;
        return new MappingException(file + " line " + line + ": '" + key + "' " + what);
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
