package io.outpost.api.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.api.web.EventTimes;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An export that a worker holds for a time, as it was saved last.
 *
 * @param worker names this hold of it, and no other
 * @param tries how often it was taken up since something was saved, with this one
 */
record ExportTask(
        String id,
        String worker,
        ExportKind kind,
        ExportFormat format,
        Map<String, List<String>> parameters,
        List<String> placeIds,
        int tries,
        Progress progress) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * How far it is.
     *
     * @param placesDone how many places are in the file whole
     * @param spanFrom start of the part of the range where the next place is read; null: its begin
     * @param cursor of the next page there; null: the first
     * @param fraction of all, from 0 to 1
     */
    record Progress(
            int placesDone, Instant spanFrom, String cursor, double fraction, Written written) {}

    /** What the file has so far. */
    record Written(long rows, long bytes, long deflatedBytes, int crc32) {

        /** With a chunk of a text more. */
        Written with(long moreRows, byte[] text, byte[] deflated) {
            return new Written(
                    rows + moreRows,
                    bytes + text.length,
                    deflatedBytes + deflated.length,
                    GzipChunks.crc32(crc32, text));
        }
    }

    /** Reads what was asked for, as it is stored. */
    static Map<String, List<String>> parameters(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same when this was saved of it. */
    ExportTask saved(Progress now) {
        return new ExportTask(id, worker, kind, format, parameters, placeIds, 0, now);
    }

    Instant start() {
        return Instant.parse(parameters.get("start").get(0));
    }

    Instant end() {
        return parameters.containsKey("end")
                ? Instant.parse(parameters.get("end").get(0))
                : EventTimes.LAST;
    }
}
