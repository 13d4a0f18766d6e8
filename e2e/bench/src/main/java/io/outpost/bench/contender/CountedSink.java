package io.outpost.bench.contender;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.place.Emission;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Production's sink, which also adds the rows that it has taken to the digest of this process. */
final class CountedSink implements Sink<Emission> {
    private final Sink<Emission> sink;
    private final long endMillis;
    private final boolean corrected;

    CountedSink(Sink<Emission> sink, long endMillis, boolean corrected) {
        this.sink = sink;
        this.endMillis = endMillis;
        this.corrected = corrected;
    }

    @Override
    public SinkWriter<Emission> createWriter(WriterInitContext context) throws IOException {
        return new Writer(
                sink.createWriter(context),
                new OutpostRows(endMillis, corrected, SharedRows.newTally()));
    }

    @SuppressWarnings("try") // what closing throws is the sink's own
    private record Writer(SinkWriter<Emission> writer, OutpostRows rows)
            implements SinkWriter<Emission> {
        @Override
        public void write(Emission row, Context context) throws IOException, InterruptedException {
            writer.write(row, context);
            row.to(rows);
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
