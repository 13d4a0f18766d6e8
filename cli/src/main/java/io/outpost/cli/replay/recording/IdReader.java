package io.outpost.cli.replay.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.replay.mapping.IdSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;

/** Gives each row its place or sensor id. */
final class IdReader {
    private final IdSource source;
    private final int column;
    private final String constant;
    private final Map<String, String> known = new HashMap<>();

    IdReader(IdSource source, Header header, String fileName) {
        this.source = source;
        this.column = source.column() == null ? Header.NO_COLUMN : header.position(source.column());
        this.constant = source.column() == null ? source.id(text(source, fileName)) : null;
    }

    String read(Cells cells, Row row) throws UnreadableRowException {
        if (column == Header.NO_COLUMN) {
            return constant;
        }
        String text = cells.text(row, column);
        if (text == null) {
            throw new UnreadableRowException(
                    UnreadableReason.NO_ID, "nothing in column " + source.column());
        }
        return known.computeIfAbsent(text, source::id);
    }

    private static String text(IdSource source, String fileName) {
        if (source.constant() != null) {
            return source.constant();
        }
        Matcher matcher = source.fileName().matcher(fileName);
        if (!matcher.matches()) {
            throw new CommandException(
                    "The name %s does not match %s of the mapping"
                            .formatted(fileName, source.fileName()));
        }
        return matcher.group(1);
    }
}
