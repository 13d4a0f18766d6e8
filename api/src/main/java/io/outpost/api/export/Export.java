package io.outpost.api.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.outpost.api.place.DeletionStore;
import io.outpost.api.web.BodyWriter;
import io.outpost.api.web.Json;
import io.outpost.api.web.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what is kept of one place, a row a line; one page of rows is in memory at a time. The last
 * line says whether it is whole.
 */
final class Export implements BodyWriter {

    private static final Logger LOG = LoggerFactory.getLogger(Export.class);

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final ExportStore rows;
    private final DeletionStore deletions;
    private final String placeId;
    private final Runnable whenDone;
    private final long beganNanos = System.nanoTime();
    private long written;

    /**
     * @param whenDone is run once, at the end
     */
    Export(ExportStore rows, DeletionStore deletions, String placeId, Runnable whenDone) {
        this.rows = rows;
        this.deletions = deletions;
        this.placeId = placeId;
        this.whenDone = whenDone;
    }

    /** Why an export ends before it is whole. */
    private enum Cut {
        DELETED,
        TOOK_TOO_LONG,
        UNAVAILABLE,
        FAILED
    }

    /** The last line. */
    private record Last(End end) {}

    /**
     * @param cut why it is not complete; null: it is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record End(boolean complete, long rows, Cut cut) {}

    @Override
    public void write(OutputStream out) throws IOException {
        Cut cut = copied(out);
        out.write(line(Json.write(new Last(new End(cut == null, written, cut)))));
    }

    /** Null: all of it. */
    private Cut copied(OutputStream out) throws IOException {
        try {
            return copy(out);
        } catch (ProblemException e) {
            LOG.warn("An export is cut: {}", e.toString());
            return Cut.UNAVAILABLE;
        } catch (RuntimeException e) {
            LOG.error("An export has failed", e);
            return Cut.FAILED;
        }
    }

    private Cut copy(OutputStream out) throws IOException {
        for (ExportedTable table : ExportedTable.ALL) {
            List<String> after = List.of();
            List<ExportStore.Row> page;
            do {
                if (System.nanoTime() - beganNanos > LONGEST.toNanos()) {
                    return Cut.TOOK_TOO_LONG;
                }
                if (deletions.isDeleted(placeId)) {
                    return Cut.DELETED;
                }
                page = rows.page(table, placeId, after);
                for (ExportStore.Row row : page) {
                    out.write(
                            line(
                                    "{\"table\":\""
                                            + table.name()
                                            + "\",\"row\":"
                                            + row.json()
                                            + "}"));
                    written++;
                    after = row.key();
                }
                out.flush();
            } while (page.size() == ExportStore.PAGE_ROWS);
        }
        return null;
    }

    private static byte[] line(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        whenDone.run();
    }
}
