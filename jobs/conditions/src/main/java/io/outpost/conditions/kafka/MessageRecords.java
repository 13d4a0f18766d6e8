package io.outpost.conditions.kafka;

import io.outpost.conditions.pipeline.SentSpan;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.Emission;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TraceMark;
import io.outpost.core.place.TransitionRow;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.Alert;
import io.outpost.schemas.LateObservation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Transition;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import io.outpost.schemas.wire.WriterEpochHeader;
import io.outpost.tracing.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Emissions as the records of their topics: Avro in the wire format, keyed by place, with the
 * writer's epoch as a header; dead letters as they came, with headers that say why and whence. One
 * sink, and one transaction, for all topics.
 */
final class MessageRecords
        implements KafkaRecordSerializationSchema<Emission>, KafkaDatasetFacetProvider {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRecords.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final List<String> TOPICS =
            List.of(
                    Topic.CONDITIONS.topicName(),
                    Topic.ALERTS.topicName(),
                    Topic.PLACES.topicName(),
                    Topic.PREFERENCES.topicName(),
                    Topic.LATE_OBSERVATIONS.topicName(),
                    Topic.REJECTED_OBSERVATIONS.topicName());

    private final KafkaAccess kafka;
    private final String idPrefix;
    private final String registryUrl;
    private final String logTopic;
    private final SentSpan sentSpan;
    private final long writerEpoch;
    private transient SentMessages sent;
    private transient Counter alerts;

    /** Of the alert that comes next. */
    private transient TraceMark mark;

    private transient Counter alertDelaysMillis;
    private transient Map<Topic, Integer> schemaIds;

    /**
     * @param idPrefix of the sink's transactions
     */
    MessageRecords(Settings settings, String idPrefix, long writerEpoch) {
        this.kafka = settings.kafka();
        this.idPrefix = idPrefix;
        this.registryUrl = settings.registryUrl();
        this.logTopic = settings.logTopic();
        this.sentSpan = settings.messagesSent();
        this.writerEpoch = writerEpoch;
    }

    /** The connector opens it twice; counters of the second time would have no reporter. */
    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sink)
            throws InterruptedException {
        if (alerts != null) {
            return;
        }
        schemaIds = new EnumMap<>(Topic.class);
        // By the two, the mean over any time: alerts are too rare for quantiles.
        alerts = context.getMetricGroup().counter("alerts");
        alertDelaysMillis = context.getMetricGroup().counter("alertDelaysMillis");
        SchemaRegistry registry = new SchemaRegistry(registryUrl);
        register(registry, Topic.CONDITIONS, Transition.getClassSchema());
        register(registry, Topic.ALERTS, Alert.getClassSchema());
        register(registry, Topic.PLACES, Place.getClassSchema());
        register(registry, Topic.PREFERENCES, Preference.getClassSchema());
        register(registry, Topic.LATE_OBSERVATIONS, LateObservation.getClassSchema());
    }

    /** The connector finds the transactions of an earlier run by the topics that they wrote. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(DefaultKafkaDatasetIdentifier.ofTopics(TOPICS)));
    }

    /** Null where it is sent already, or is only a mark: the sink passes it over. */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Emission message, KafkaSinkContext context, Long timestamp) {
        if (message instanceof TraceMark newMark) {
            mark = newMark;
            return null;
        }
        Choice choice = new Choice();
        message.to(choice);
        return isSent(message, choice.made) ? null : choice.made;
    }

    /**
     * What was sent is read with the first message: before that, the sink has not ended the
     * transactions that another job has left open. What is due after the span may say the same as
     * something within it, and is sent.
     */
    private boolean isSent(Emission message, ProducerRecord<byte[], byte[]> record) {
        if (sentSpan.isEmpty() || message.asOfMillis() > sentSpan.untilMillis()) {
            return false;
        }
        if (sent == null) {
            sent = SentMessages.read(kafka, idPrefix, TOPICS, sentSpan, SentMessages.PATIENCE);
            LOG.info("{} messages of {} are not sent again", sent.size(), sentSpan);
        }
        return sent.contains(record);
    }

    private void register(SchemaRegistry registry, Topic topic, Schema schema)
            throws InterruptedException {
        while (!schemaIds.containsKey(topic)) {
            try {
                schemaIds.put(topic, registry.registerVersion(topic.subject(), schema));
            } catch (RegistryUnavailableException e) {
                LOG.warn("Waiting for the schema registry: {}", e.getMessage());
                Thread.sleep(PAUSE.toMillis());
            }
        }
    }

    /** The record of each kind of message. */
    private final class Choice implements PlaceOutput {
        private ProducerRecord<byte[], byte[]> made;

        @Override
        public void transition(TransitionRow row) {
            make(Topic.CONDITIONS, row.placeId(), Messages.transition(row));
        }

        @Override
        public void alert(AlertRow row) {
            alerts.inc();
            alertDelaysMillis.inc(Math.max(0, System.currentTimeMillis() - row.asOfMillis()));
            make(Topic.ALERTS, row.placeId(), Messages.alert(row));
            if (mark != null
                    && mark.revision() == row.revision()
                    && mark.placeId().equals(row.placeId())) {
                made.headers()
                        .add(
                                Traceparent.HEADER,
                                mark.traceparent().getBytes(StandardCharsets.ISO_8859_1));
            }
            mark = null;
        }

        @Override
        public void preference(PreferenceRow row) {
            make(Topic.PREFERENCES, Messages.preferenceKey(row), Messages.preference(row));
        }

        @Override
        public void preferenceEpisode(PreferenceEpisodeRow row) {
            throw noMessage(row);
        }

        @Override
        public void preferenceAlert(PreferenceAlertRow row) {
            alerts.inc();
            alertDelaysMillis.inc(Math.max(0, System.currentTimeMillis() - row.asOfMillis()));
            make(Topic.ALERTS, row.placeId(), Messages.alert(row));
        }

        @Override
        public void place(PlaceRow row) {
            make(Topic.PLACES, row.placeId(), Messages.place(row));
        }

        @Override
        public void late(LateReading late) {
            make(Topic.LATE_OBSERVATIONS, late.placeId(), Messages.late(late));
        }

        @Override
        public void rejected(DeadLetter letter) {
            made = Messages.rejected(letter, logTopic);
        }

        @Override
        public void pane(PaneRow row) {
            throw noMessage(row);
        }

        @Override
        public void model(ModelRow row) {
            throw noMessage(row);
        }

        @Override
        public void episode(EpisodeRow row) {
            throw noMessage(row);
        }

        @Override
        public void counters(CountersRow row) {
            throw noMessage(row);
        }

        /** A null value is a tombstone. */
        private void make(Topic topic, String key, SpecificRecord value) {
            made =
                    new ProducerRecord<>(
                            topic.topicName(),
                            key.getBytes(StandardCharsets.UTF_8),
                            value == null ? null : WireFormat.encode(schemaIds.get(topic), value));
            made.headers().add(WriterEpochHeader.NAME, WriterEpochHeader.value(writerEpoch));
        }

        private static IllegalArgumentException noMessage(Emission row) {
            return new IllegalArgumentException("goes to no topic: " + row);
        }
    }
}
