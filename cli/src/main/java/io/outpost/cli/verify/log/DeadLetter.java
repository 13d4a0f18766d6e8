package io.outpost.cli.verify.log;

/**
 * A record that must be on the topic of rejected records.
 *
 * @param contentHash of its key and value
 * @param headersHash of its headers; 0 when it had none, {@link #UNKNOWN} when that is not known
 * @param receivedAtMillis of the record
 */
public record DeadLetter(String reason, long contentHash, long headersHash, long receivedAtMillis) {
    public static final long UNKNOWN = Long.MIN_VALUE;
}
