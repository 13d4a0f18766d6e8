package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.mapping.IdSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.apache.commons.csv.CSVRecord;

/** Gives each row its place or sensor id. */
final class IdReader {
    private static final int NO_COLUMN = -1;

    private final int column;
    private final String constant;
    private final IdSource.Spelling spelling;
    private final Map<String, String> known = new HashMap<>();

    IdReader(IdSource source, Header header, String fileName) {
        if (source instanceof IdSource.Column fromColumn) {
            column = header.position(fromColumn.name());
            constant = null;
            spelling = fromColumn.spelling();
        } else {
            column = NO_COLUMN;
            constant = constant(source, fileName);
            spelling = null;
        }
    }

    String read(Cells cells, CSVRecord row) throws UnreadableRowException {
        if (column == NO_COLUMN) {
            return constant;
        }
        String text = cells.text(row, column);
        if (text == null) {
            throw new UnreadableRowException(UnreadableReason.NO_ID, "column " + (column + 1));
        }
        return known.computeIfAbsent(text, spelling::apply);
    }

    private static String constant(IdSource source, String fileName) {
        if (source instanceof IdSource.Constant always) {
            return always.id();
        }
        IdSource.FileName fromName = (IdSource.FileName) source;
        Matcher matcher = fromName.pattern().matcher(fileName);
        if (!matcher.matches()) {
            throw new ReplayException(
                    "The name "
                            + fileName
                            + " does not match "
                            + fromName.pattern()
                            + " of the mapping");
        }
        return fromName.spelling().apply(matcher.group(1));
    }
}
