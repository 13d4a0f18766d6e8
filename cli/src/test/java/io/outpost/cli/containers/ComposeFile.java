package io.outpost.cli.containers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A compose file as a tree, with what its anchors stand for put in. */
record ComposeFile(Map<String, Object> root) {
    /** Each service has up to five. */
    private static final int MOST_ALIASES = 100;

    static ComposeFile parse(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(MOST_ALIASES);
        return new ComposeFile(new Yaml(new SafeConstructor(options)).load(text));
    }

    List<Service> services() {
        List<Service> services = new ArrayList<>();
        map(root, "services").forEach((name, tree) -> services.add(new Service(name, asMap(tree))));
        return services;
    }

    Map<String, Object> part(String name) {
        return map(root, name);
    }

    /** One service. */
    record Service(String name, Map<String, Object> tree) {
        String text(String key) {
            return String.valueOf(tree.get(key));
        }

        Map<String, Object> map(String key) {
            return ComposeFile.map(tree, key);
        }

        List<String> list(String key) {
            Object value = tree.get(key);
            return value instanceof List<?> all
                    ? all.stream().filter(one -> !isBind(one)).map(ComposeFile::name).toList()
                    : List.of();
        }

        /** Folders of the machine, in their long form. */
        List<Map<String, Object>> binds() {
            return tree.get("volumes") instanceof List<?> all
                    ? all.stream().filter(ComposeFile::isBind).map(ComposeFile::asMap).toList()
                    : List.of();
        }

        /** False for one that does its work and ends. */
        boolean runsOn() {
            return tree.containsKey("restart");
        }

        boolean isOurs() {
            return text("image").startsWith("outpost/");
        }
    }

    static Map<String, Object> map(Map<String, Object> tree, String key) {
        return tree.get(key) instanceof Map<?, ?> ? asMap(tree.get(key)) : Map.of();
    }

    @SuppressWarnings("unchecked") // keys of a compose file are texts
    private static Map<String, Object> asMap(Object tree) {
        return (Map<String, Object>) tree;
    }

    private static boolean isBind(Object entry) {
        return entry instanceof Map<?, ?> map && "bind".equals(map.get("type"));
    }

    /** Of a config in its long form, its source. */
    private static String name(Object entry) {
        return entry instanceof Map<?, ?> map
                ? String.valueOf(map.get("source"))
                : String.valueOf(entry);
    }
}
