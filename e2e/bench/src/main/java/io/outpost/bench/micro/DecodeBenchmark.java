package io.outpost.bench.micro;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.decode.LogDecoder;
import io.outpost.decode.RegistryOutage;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.wire.SchemaRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the bytes of a record to a valid reading, as the job does it. */
@State(Scope.Thread)
public class DecodeBenchmark {
    private static final Backlog BACKLOG = Backlog.inOrder(40, 10, 10, 2, 7);
    private static final long RECEIVED_MILLIS = BACKLOG.closingMillis();

    private final List<SourceRecord> records = new ArrayList<>();
    private RegistryFixture registry;
    private LogDecoder decode;
    private int next;

    @Setup
    public void start() throws IOException {
        registry = RegistryFixture.start(0);
        decode =
                new LogDecoder(
                        new WriterSchemas(
                                new SchemaRegistry(registry.url()), RegistryOutage.sleeping()),
                        Backlog.PARTITIONS);
        new BacklogRecords(BACKLOG)
                .writeTo(
                        (partition, key, value) ->
                                records.add(
                                        new SourceRecord(
                                                RECEIVED_MILLIS,
                                                true,
                                                origin(partition, key, value))));
    }

    private static Origin origin(int partition, byte[] key, byte[] value) {
        return new Origin(partition, 0, key, value, new String[0], new byte[0][]);
    }

    @TearDown
    public void stop() {
        registry.close();
    }

    @Benchmark
    public PlaceInput decodeAndValidate() {
        next = next + 1 < records.size() ? next + 1 : 0;
        return decode.decode(records.get(next));
    }
}
