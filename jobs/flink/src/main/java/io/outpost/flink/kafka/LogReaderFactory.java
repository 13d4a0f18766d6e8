package io.outpost.flink.kafka;

import io.outpost.decode.SourceRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that reads the log, for each subtask of its source. */
public final class LogReaderFactory<T> extends AbstractStreamOperatorFactory<T>
        implements OneInputStreamOperatorFactory<SourceRecord, T> {
    private final String registryUrl;
    private final DecoderFactory<T> decoders;
    private final LogCheck check;

    /**
     * @param check of the log in Kafka, made at start and every 30 s; null: the records are of no
     *     topic
     */
    public LogReaderFactory(String registryUrl, DecoderFactory<T> decoders, LogCheck check) {
        this.registryUrl = registryUrl;
        this.decoders = decoders;
        this.check = check;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as it is declared
    public <O extends StreamOperator<T>> O createStreamOperator(
            StreamOperatorParameters<T> parameters) {
        return (O) new LogReader<>(parameters, registryUrl, decoders, check);
    }

    @Override
    @SuppressWarnings("rawtypes") // as it is declared
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return LogReader.class;
    }
}
