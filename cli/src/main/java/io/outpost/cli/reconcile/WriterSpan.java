package io.outpost.cli.reconcile;

import io.outpost.schemas.wire.WriterEpochHeader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Writer epochs that were withdrawn, and since when they have sent anything.
 *
 * @param afterEpoch the greatest one before them
 * @param throughEpoch the greatest of them
 * @param fromMillis nothing of theirs is older, ms since 1970
 */
public record WriterSpan(long afterEpoch, long throughEpoch, long fromMillis) {
    /** The writer epoch of a message; {@link WriterEpochHeader#NONE} where it does not say it. */
    static long epochOf(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(WriterEpochHeader.NAME);
        return WriterEpochHeader.epoch(header == null ? null : header.value());
    }

    boolean holds(long writerEpoch) {
        return writerEpoch > afterEpoch && writerEpoch <= throughEpoch;
    }

    boolean isBefore(long writerEpoch) {
        return writerEpoch <= afterEpoch;
    }
}
