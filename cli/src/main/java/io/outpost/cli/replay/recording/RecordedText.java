package io.outpost.cli.replay.recording;

import io.outpost.cli.replay.mapping.CsvLayout;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;

/**
 * A recording that stands in no file: CSV, or a JSON object per line.
 *
 * @param name what to call it in messages
 * @param bytes not copied, not to be changed
 */
public record RecordedText(String name, boolean isJson, byte[] bytes) {
    /** Opens it for reading, the header first. */
    Rows open(CsvLayout layout) throws IOException {
        Lines lines =
                new EncodedText(() -> new ByteArrayInputStream(bytes), layout.encoding())
                        .lines(CodingErrorAction.REPORT);
        return PivotedRows.of(
                isJson ? new JsonRows(lines, layout, name) : new CsvRows(lines, layout, name),
                layout);
    }
}
