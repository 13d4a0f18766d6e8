package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The columns of a recording by name. Of a name that stands twice the first column counts. */
final class Header {
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    /**
     * Keeps the names in their order.
     *
     * @param rename name in the file to name in the mapping
     */
    Header(Iterable<String> names, Map<String, String> rename) {
        int position = 0;
        for (String raw : names) {
            String name = raw.replace("\uFEFF", "").strip();
            positions.putIfAbsent(rename.getOrDefault(name, name), position++);
        }
    }

    Set<String> names() {
        return positions.keySet();
    }

    int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new CommandException(
                    "The recording has no column '"
                            + name
                            + "'; it has: "
                            + String.join(", ", names()));
        }
        return position;
    }
}
