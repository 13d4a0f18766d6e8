package io.outpost.conditions.ticks;

import io.outpost.environment.KafkaAccess;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;

/**
 * Appends a tick to every partition of the log for each time that it is given (ms since 1970), so
 * that the log's time goes on. It never fails and never blocks the job: a tick that cannot be
 * appended is counted, and the next one follows.
 */
public final class TickSink implements Sink<Long> {
    private final KafkaAccess kafka;
    private final String registryUrl;
    private final String topic;
    private final boolean silenced;

    /**
     * Makes the sink.
     *
     * @param topic with the log
     * @param silenced true for a job beside the one that ticks, such as a canary: appends nothing
     */
    public TickSink(KafkaAccess kafka, String registryUrl, String topic, boolean silenced) {
        this.kafka = kafka;
        this.registryUrl = registryUrl;
        this.topic = topic;
        this.silenced = silenced;
    }

    @Override
    public SinkWriter<Long> createWriter(WriterInitContext context) {
        if (silenced) {
            return new SilentWriter();
        }
        MetricGroup metrics = context.metricGroup();
        return new AppendingWriter(
                new TickAppender(
                        new TickProducer(kafka, registryUrl, topic),
                        metrics.counter("ticksSent", new ThreadSafeSimpleCounter()),
                        metrics.counter("ticksFailed", new ThreadSafeSimpleCounter())));
    }

    private record AppendingWriter(TickAppender appender) implements SinkWriter<Long> {
        @Override
        public void write(Long sentAtMillis, Context context) {
            appender.append(sentAtMillis);
        }

        @Override
        public void flush(boolean endOfInput) {
            // No checkpoint waits for ticks: one that is lost is followed by the next.
        }

        @Override
        public void close() {
            appender.close();
        }
    }

    private record SilentWriter() implements SinkWriter<Long> {
        @Override
        public void write(Long sentAtMillis, Context context) {
            // Another job ticks.
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
