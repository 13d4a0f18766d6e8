package io.outpost.bench.contender;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.operate.DerivedRow;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Takes rows, adds them to the digest of this process, and throws them away. */
final class CountingSink implements Sink<DerivedRow> {
    private final long endMillis;
    private final boolean corrected;

    CountingSink(long endMillis, boolean corrected) {
        this.endMillis = endMillis;
        this.corrected = corrected;
    }

    @Override
    public SinkWriter<DerivedRow> createWriter(WriterInitContext context) {
        return new Writer(new OutpostRows(endMillis, corrected, SharedRows.newTally()));
    }

    private record Writer(OutpostRows rows) implements SinkWriter<DerivedRow> {
        @Override
        public void write(DerivedRow row, Context context) {
            if (row.pane() != null) {
                rows.add(row.pane());
            } else if (row.transition() != null) {
                rows.add(row.transition());
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            // Nothing waits.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
