package io.outpost.cli.verify.rows;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Writer epochs whose rows were withdrawn: an upgrade that was taken back. */
public final class WithdrawnEpochs {
    private static final String HEADER = "outpost.writer-epoch";
    private static final long NO_EPOCH = 0;

    private final List<Span> spans = new ArrayList<>();

    private record Span(long after, long through) {}

    /** Those of a stack. */
    public static WithdrawnEpochs read(Results results) throws SQLException {
        WithdrawnEpochs epochs = new WithdrawnEpochs();
        results.all(
                "SELECT after_epoch, through_epoch FROM outpost.epoch_trials WHERE withdrawn_at IS NOT NULL",
                row -> epochs.add(row.getLong(1), row.getLong(2)));
        return epochs;
    }

    /** Adds those above one, up to another one. */
    public void add(long after, long through) {
        spans.add(new Span(after, through));
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    /** True of a message that one of them has written. */
    public boolean isWriterOf(ConsumerRecord<byte[], byte[]> message) {
        long epoch = epoch(message);
        return spans.stream().anyMatch(span -> epoch > span.after && epoch <= span.through);
    }

    /** The writer epoch of a message; 0: it does not say it. */
    public static long epoch(ConsumerRecord<byte[], byte[]> message) {
        Header header = message.headers().lastHeader(HEADER);
        return header == null
                ? NO_EPOCH
                : Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
    }
}
