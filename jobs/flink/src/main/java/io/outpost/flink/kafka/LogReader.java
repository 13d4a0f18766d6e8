package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.wire.SchemaRegistry;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Chained to the source of the log: gives each record the time at which it was received, monotone
 * within its partition, and hands it to the decoder of its job. Every record counts, also ticks and
 * what cannot be decoded. A record that was appended more than 5 minutes ahead of processing time
 * waits: the one use of that clock, it decides when, never what. A log that is not the one that was
 * read ends the job.
 */
final class LogReader<T> extends AbstractStreamOperator<T>
        implements OneInputStreamOperator<SourceRecord, T> {
    private final String registryUrl;
    private final DecoderFactory<T> decoders;
    private final LogCheck check;
    private final MailboxExecutor mailbox;

    private transient ReceivedTimes position;
    private transient WriterSchemas schemas;
    private transient Function<SourceRecord, T> decoder;
    private transient StreamRecord<T> reused;
    private transient Counter passedOver;
    private transient LogWatch watch;
    private transient ReaderWaits waits;

    /**
     * @param check null: the records are of no topic
     */
    LogReader(
            StreamOperatorParameters<T> parameters,
            String registryUrl,
            DecoderFactory<T> decoders,
            LogCheck check) {
        super(parameters);
        this.registryUrl = registryUrl;
        this.decoders = decoders;
        this.check = check;
        this.mailbox = parameters.getMailboxExecutor();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        waits = new ReaderWaits(getMetricGroup(), mailbox, getProcessingTimeService());
        schemas = new WriterSchemas(new SchemaRegistry(registryUrl), waits);
        position = new ReceivedTimes(context.getOperatorStateStore());
        if (context.isRestored()) {
            position.restore(schemas);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        decoder = decoders.create(schemas, getMetricGroup());
        reused = new StreamRecord<>(null);
        passedOver = getMetricGroup().counter("passedOver");
        if (check != null) {
            requireTheSameLog();
            watch = new LogWatch(check::look, position::readHere, this::stop);
            watch.start(LogWatch.PERIOD);
        }
    }

    @Override
    public void processElement(StreamRecord<SourceRecord> element) throws Exception {
        SourceRecord source = element.getValue();
        if (!source.appendTime() && !position.isOfARewrittenLog(source.origin())) {
            throw stopping(
                    "The log has a record whose time its sender has set (partition %d, offset %d), and was not made by ./outpost relog. Set message.timestamp.type=LogAppendTime on the topic, and begin with a new log (locally ./outpost up --fresh)."
                            .formatted(source.origin().partition(), source.origin().offset()));
        }
        waits.awaitClock(source.receivedAtMillis());
        long received = position.receive(source);
        T decoded = decoder.apply(source.receivedAt(received));
        if (decoded == null) {
            passedOver.inc();
        } else {
            output.collect(reused.replace(decoded, received));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        position.snapshot(schemas);
    }

    @Override
    public void close() throws Exception {
        if (watch != null) {
            watch.close();
        }
        super.close();
    }

    private void requireTheSameLog() {
        LogState log;
        try {
            log = check.look();
        } catch (NoAnswerException e) {
            throw new IllegalStateException(
                    "Cannot check the log before it is read: " + e.getMessage(), e);
        }
        Optional<String> objection =
                position.known()
                        .map(known -> LogCheck.objectionToGoOn(known, log))
                        .orElseGet(() -> LogCheck.objectionToStart(log));
        if (objection.isPresent()) {
            throw stopping(objection.get());
        }
        position.identify(log.topicId(), log.partitions());
    }

    /** From the thread of the watch. */
    private void stop(String objection) {
        mailbox.execute(
                () -> {
                    throw stopping(objection);
                },
                "stop reading the log");
    }

    private static SuppressRestartsException stopping(String message) {
        return new SuppressRestartsException(new IllegalStateException(message));
    }
}
