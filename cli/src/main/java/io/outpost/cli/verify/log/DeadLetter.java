package io.outpost.cli.verify.log;

import java.util.List;

/**
 * A record that must be on the topic of rejected records.
 *
 * @param contentHash of its key and value, as far as they must be there
 * @param headersHash of its headers; 0 when it had none, {@link #UNKNOWN} when that is not known
 * @param facts what must be said of what was cut off
 * @param receivedAtMillis of the record
 */
public record DeadLetter(
        String reason,
        long contentHash,
        long headersHash,
        List<String> facts,
        long receivedAtMillis) {
    public static final long UNKNOWN = Long.MIN_VALUE;
}
