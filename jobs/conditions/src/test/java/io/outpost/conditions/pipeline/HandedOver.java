package io.outpost.conditions.pipeline;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * A sink that hands what it is given to a test of the same process. Flink makes its own copy of a
 * sink, so the receiver is found by an id; it is forgotten when the sink is closed.
 */
final class HandedOver<T> implements Sink<T>, AutoCloseable {
    private static final Map<UUID, Consumer<Object>> RECEIVERS = new ConcurrentHashMap<>();

    private final UUID id = UUID.randomUUID();

    @SuppressWarnings("unchecked")
    HandedOver(Consumer<T> receiver) {
        RECEIVERS.put(id, value -> receiver.accept((T) value));
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        Consumer<Object> receiver = RECEIVERS.get(id);
        return new SinkWriter<>() {
            @Override
            public void write(T value, Context context) {
                receiver.accept(value);
            }

            @Override
            public void flush(boolean endOfInput) {
                // Nothing waits.
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    @Override
    public void close() {
        RECEIVERS.remove(id);
    }
}
