package io.outpost.cli.replay.mapping;

import io.outpost.cli.console.CommandException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A block of keys of a mapping file, which knows its lines, so that every complaint names file,
 * line and key.
 *
 * @param root of the whole file
 * @param path keys, and numbers of items of lists, that lead to it
 */
record Block(String file, Node root, List<Object> path) {

    /** The whole of a file. */
    static Block root(String fileName, String yaml) {
        try {
            Node node = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (node == null) {
                throw new CommandException(fileName + " line 1: the mapping is empty");
            }
            return new Block(fileName, node, List.of());
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw notReadable(fileName, line, e.getProblem(), e);
        }
    }

    static CommandException notReadable(
            String fileName, int line, String problem, Exception cause) {
        return new CommandException(
                fileName + " line " + line + ": not readable as YAML: " + problem, cause);
    }

    /** What is below a key, or an item of a list. */
    Block at(Object key) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(key);
        return new Block(file, root, longer);
    }

    /** The value of a key that must be there. */
    <T> T required(String key, T value) {
        if (value == null) {
            throw complaint(key, "is missing");
        }
        return value;
    }

    CommandException complaint(String key, String what) {
        return at(key).complaint(what);
    }

    /** A complaint about the block as a whole. */
    CommandException complaint(String what) {
        String keys =
                path.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.joining("."));
        return new CommandException(
                "%s line %d: '%s' %s"
                        .formatted(file, line(), keys.isEmpty() ? "the mapping" : keys, what));
    }

    /** Of the value; where there is none, of the block that it is missing in. */
    private int line() {
        Node node = root;
        for (Object key : path) {
            Node next = child(node, key);
            if (next == null) {
                break;
            }
            node = next;
        }
        return node.getStartMark().getLine() + 1;
    }

    private static Node child(Node node, Object key) {
        if (node instanceof SequenceNode list && key instanceof Integer item) {
            return item < list.getValue().size() ? list.getValue().get(item) : null;
        }
        if (node instanceof MappingNode block) {
            for (NodeTuple tuple : block.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                    return tuple.getValueNode();
                }
            }
        }
        return null;
    }
}
