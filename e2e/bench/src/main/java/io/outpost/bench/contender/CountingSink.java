package io.outpost.bench.contender;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.bench.digest.RowDigest;
import io.outpost.core.place.Emission;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that also adds the rows that it has taken to the digest of this process. */
final class CountingSink implements Sink<Emission> {
    private final Sink<Emission> sink;
    private final long endMillis;
    private final boolean corrected;

    CountingSink(Sink<Emission> sink, ContenderTask task) {
        this.sink = sink;
        this.endMillis = task.endMillis();
        this.corrected = task.corrected();
    }

    @Override
    public SinkWriter<Emission> createWriter(WriterInitContext context) throws IOException {
        RowDigest digest = SharedCounts.newDigest();
        OutpostRows rows = new OutpostRows(endMillis, corrected, digest);
        return new Writer(sink.createWriter(context), rows);
    }

    @SuppressWarnings("try") // what closing throws comes from the sink
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
