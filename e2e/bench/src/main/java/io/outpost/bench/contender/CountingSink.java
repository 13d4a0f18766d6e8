package io.outpost.bench.contender;

import io.outpost.bench.digest.OutpostRows;
import io.outpost.place.Emission;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Takes rows, adds them to the digest of this process, and throws them away. */
final class CountingSink implements Sink<Emission> {
    private final long endMillis;
    private final boolean corrected;

    CountingSink(long endMillis, boolean corrected) {
        this.endMillis = endMillis;
        this.corrected = corrected;
    }

    @Override
    public SinkWriter<Emission> createWriter(WriterInitContext context) {
        return new Writer(new OutpostRows(endMillis, corrected, SharedRows.newTally()));
    }

    private record Writer(OutpostRows rows) implements SinkWriter<Emission> {
        @Override
        public void write(Emission row, Context context) {
            row.to(rows);
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
