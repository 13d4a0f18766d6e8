package io.outpost.conditions.postgres;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * A job with a greater writer epoch has been submitted: this one must not write, and must not be
 * restarted. Not an SQLException, which the connector would take for an outage and retry.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class NewerWriterException extends RuntimeException {
    NewerWriterException(long writerEpoch, long newest) {
        super(
                "Writer epoch %d is not the newest: a job with writer epoch %d has been submitted, so this one stops. If this is the one to keep, submit it again; it gets a new writer epoch."
                        .formatted(writerEpoch, newest));
    }
}
