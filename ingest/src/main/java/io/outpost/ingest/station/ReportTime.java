package io.outpost.ingest.station;

import io.outpost.core.place.RejectionReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a station says that it has observed: in UTC, to the second. */
final class ReportTime {
    static final String FIELD = "dateutc";

    /** Some write no zeros before digits. */
    private static final Pattern TIME =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})[ T](\\d{1,2}):(\\d{1,2}):(\\d{1,2})");

    private ReportTime() {}

    /**
     * Reads it; {@code now} is the time of receipt.
     *
     * @throws RejectedReportException when it is missing or no time
     */
    static Instant of(ReportFields fields, Instant receivedAt) throws RejectedReportException {
        String text = fields.text(FIELD);
        fields.take(FIELD);
        if (text == null || text.isBlank()) {
            throw rejection(RejectionReason.MISSING_TIME);
        }
        if (text.strip().equalsIgnoreCase("now")) {
            return Instant.ofEpochMilli(receivedAt.toEpochMilli());
        }
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            throw rejection(RejectionReason.UNDECODABLE);
        }
        try {
            return LocalDateTime.of(
                            Integer.parseInt(time.group(1)),
                            Integer.parseInt(time.group(2)),
                            Integer.parseInt(time.group(3)),
                            Integer.parseInt(time.group(4)),
                            Integer.parseInt(time.group(5)),
                            Integer.parseInt(time.group(6)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw rejection(RejectionReason.UNDECODABLE);
        }
    }

    private static RejectedReportException rejection(RejectionReason reason) {
        return new RejectedReportException(
                reason, FIELD, "must be 'now' or a time in UTC, such as 2026-03-10 21:05:00");
    }
}
