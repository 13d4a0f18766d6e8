package io.outpost.cli.yaml;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the keys of a YAML text stand. */
final class YamlLines {
    private YamlLines() {}

    /** The line of the value at the path, or of the innermost block of it that is there. */
    static int lineOf(String yaml, List<Object> path) {
        Node node = root(yaml);
        Node last = node;
        for (int i = 0; i < path.size() && node != null; i++) {
            last = node;
            node = child(node, path.get(i));
        }
        Node found = node == null ? last : node;
        return found == null ? 1 : found.getStartMark().getLine() + 1;
    }

    /** The keys of the block at the path, in their order; none when it is no block. */
    static List<String> keysAt(String yaml, List<Object> path) {
        Node node = root(yaml);
        for (Object key : path) {
            node = child(node, key);
        }
        return node instanceof MappingNode block
                ? block.getValue().stream()
                        .map(NodeTuple::getKeyNode)
                        .filter(ScalarNode.class::isInstance)
                        .map(key -> ((ScalarNode) key).getValue())
                        .toList()
                : List.of();
    }

    private static Node root(String yaml) {
        return new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
    }

    private static Node child(Node node, Object key) {
        if (node instanceof SequenceNode list && key instanceof Integer item) {
            return item >= 0 && item < list.getValue().size() ? list.getValue().get(item) : null;
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
