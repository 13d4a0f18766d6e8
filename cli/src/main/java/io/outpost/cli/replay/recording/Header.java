package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.yaml.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a recording by name. Of a name that stands twice the first column counts. */
final class Header {
    static final int NO_COLUMN = -1;
    private static final Map<String, String> DELIMITERS =
            Map.of("\t", "\\t", ";", ";", "|", "|", ",", ",");

    private final Line line;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    /**
     * Keeps the names in their order.
     *
     * @param rename name in the file to name in the mapping
     */
    Header(Line line, Iterable<String> raw, Map<String, String> rename) {
        this.line = line;
        for (String text : raw) {
            String name = rename.getOrDefault(Cells.stripped(text), Cells.stripped(text));
            positions.putIfAbsent(name, names.size());
            names.add(name);
        }
    }

    Line line() {
        return line;
    }

    /** In their order; some may stand twice. */
    List<String> names() {
        return names;
    }

    int width() {
        return names.size();
    }

    int position(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new CommandException(
                    "%s: there is no column '%s', which the mapping reads; there are: %s%s"
                            .formatted(line, name, String.join(", ", names), remedy(name)));
        }
        return position;
    }

    /** {@link #NO_COLUMN} when it is not there. */
    int optionalPosition(String name) {
        return name == null ? NO_COLUMN : positions.getOrDefault(name, NO_COLUMN);
    }

    private String remedy(String name) {
        Optional<String> delimiter =
                DELIMITERS.keySet().stream()
                        .filter(d -> names.size() == 1 && names.get(0).contains(d))
                        .findFirst();
        if (delimiter.isPresent()) {
            return ". That is one column: is this the delimiter? csv: {delimiter: \"%s\"}"
                    .formatted(DELIMITERS.get(delimiter.get()));
        }
        return Nearest.question(name, names)
                + ". Name it as the file does, or rename it (csv: rename); a quantity that only some files have"
                + " is 'optional: true'";
    }
}
