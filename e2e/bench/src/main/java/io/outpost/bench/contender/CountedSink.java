package io.outpost.bench.contender;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.operate.DerivedRow;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Production's sink, which also adds the rows that it has taken to the digest of this process. */
final class CountedSink implements Sink<DerivedRow> {
    private final Sink<DerivedRow> sink;
    private final long endMillis;
    private final boolean corrected;

    CountedSink(Sink<DerivedRow> sink, long endMillis, boolean corrected) {
        this.sink = sink;
        this.endMillis = endMillis;
        this.corrected = corrected;
    }

    @Override
    public SinkWriter<DerivedRow> createWriter(WriterInitContext context) throws IOException {
        return new Writer(
                sink.createWriter(context),
                new OutpostRows(endMillis, corrected, SharedRows.newTally()));
    }

    @SuppressWarnings("try") // what closing throws is the sink's own
    private record Writer(SinkWriter<DerivedRow> writer, OutpostRows rows)
            implements SinkWriter<DerivedRow> {
        @Override
        public void write(DerivedRow row, Context context)
                throws IOException, InterruptedException {
            writer.write(row, context);
            if (row.pane() != null) {
                rows.add(row.pane());
            } else if (row.transition() != null) {
                rows.add(row.transition());
            }
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            writer.flush(endOfInput);
        }

        @Override
        public void close() throws Exception {
            writer.close();
        }
    }
}
