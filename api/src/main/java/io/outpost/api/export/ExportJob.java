package io.outpost.api.export;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * An export as it is shown.
 *
 * @param parameters JSON: what was asked for besides the places, with the range that followed
 * @param progress from 0 to 1
 * @param bytes of the file as it is read; compressedBytes as it is stored
 * @param failure null: it has not failed
 * @param data where the file is; null: there is none
 * @param units JSON: UCUM codes of the values, by their names
 */
record ExportJob(
        String exportId,
        ExportKind kind,
        ExportFormat format,
        @JsonRawValue String parameters,
        State state,
        double progress,
        int places,
        int placesDone,
        long rows,
        long bytes,
        long compressedBytes,
        Failure failure,
        Instant askedAt,
        Instant beganAt,
        Instant endedAt,
        Instant expiresAt,
        String data,
        @JsonRawValue String units) {

    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED;

        /** It will change. */
        boolean isOpen() {
            return this == WAITING || this == RUNNING;
        }
    }

    /** Why an export has failed. */
    enum Reason {
        TOO_LARGE,
        NO_ROOM,
        REFUSED,
        TOO_SLOW,
        FAILED
    }

    record Failure(Reason code, String detail) {}

    static String path(String exportId) {
        return "/v1/exports/" + exportId;
    }
}
