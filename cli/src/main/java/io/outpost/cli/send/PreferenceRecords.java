package io.outpost.cli.send;

import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.Preference;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Versions of preferences as records of the log, keyed by the place that each concerns. */
public final class PreferenceRecords {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String topic;
    private final int schemaId;

    private PreferenceRecords(String topic, int schemaId) {
        this.topic = topic;
        this.schemaId = schemaId;
    }

    /** Registers the schema where it is not known yet. */
    public static PreferenceRecords of(SchemaRegistry registry, String topic)
            throws RegistryUnavailableException {
        return new PreferenceRecords(
                topic,
                registry.register(RecordType.PREFERENCE.subject(), RecordType.PREFERENCE.schema()));
    }

    /** Sends them, and returns when the broker has acknowledged all. */
    public void send(Stream<Preference> preferences, KafkaAccess kafka) {
        try (RecordSender sender =
                new RecordSender(kafka, topic, "none", PATIENCE, new SendLog())) {
            preferences.forEach(preference -> sender.send(record(preference)));
            sender.flush();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Preference preference) {
        return new ProducerRecord<>(
                topic,
                null,
                preference.getPlaceId().getBytes(StandardCharsets.UTF_8),
                WireFormat.encode(schemaId, preference),
                List.of(
                        new RecordHeader(
                                RecordType.HEADER,
                                RecordType.PREFERENCE
                                        .fullName()
                                        .getBytes(StandardCharsets.UTF_8))));
    }
}
