package io.outpost.conditions.pipeline;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A span of time in which another version of the job has sent messages that this one emits again.
 *
 * @param untilMillis ms since 1970; nothing of this job is older
 */
public record SentSpan(long fromMillis, long untilMillis) implements Serializable {
    /** No other version has sent any. */
    static final SentSpan NONE = new SentSpan(0, 0);

    /** FROM/UNTIL in ISO 8601, or "none". */
    static SentSpan parse(String text) {
        if (text.equals("none")) {
            return NONE;
        }
        String[] parts = text.split("/", -1);
        try {
            SentSpan span =
                    new SentSpan(
                            Instant.parse(parts[0]).toEpochMilli(),
                            Instant.parse(parts[1]).toEpochMilli());
            if (span.fromMillis <= span.untilMillis) {
                return span;
            }
        } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    static boolean isSpan(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public boolean isEmpty() {
        return untilMillis == 0;
    }

    private static String wrong(String text) {
        return "must be none, or two times like 2026-06-01T00:00:00Z/2026-06-01T00:10:00Z, not %s"
                .formatted(text);
    }
}
