package io.outpost.api.stream;

import io.micrometer.core.instrument.Counter;
import io.outpost.api.web.ProblemException;
import io.outpost.schemas.Alert;
import io.outpost.schemas.wire.AlertReader;
import io.outpost.schemas.wire.AlertReader.NoAlertException;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes alerts of records, without those of deleted places. Not thread-safe. */
final class AlertDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(AlertDecoder.class);

    private final AlertReader reader;
    private final PositionStore places;
    private final Counter unreadable;

    /**
     * @param unreadable counts records that are no alerts, which are passed over
     */
    AlertDecoder(String registryUrl, PositionStore places, Counter unreadable) {
        this.reader = new AlertReader(new SchemaRegistry(registryUrl));
        this.places = places;
        this.unreadable = unreadable;
    }

    /**
     * The alerts of records, in their order; without those of preferences, which are their owners'.
     *
     * @throws RegistryUnavailableException when a schema is not known and cannot be asked for
     * @throws ProblemException when Postgres does not say which places are deleted
     */
    List<TopicAlert> decode(Iterable<ConsumerRecord<byte[], byte[]>> records)
            throws RegistryUnavailableException {
        List<TopicAlert> read = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Alert alert = alert(record);
            if (alert != null && alert.getPreferenceId() == null) {
                read.add(
                        new TopicAlert(
                                record.partition(),
                                record.offset(),
                                StreamedAlert.of(alert),
                                null));
            }
        }
        return placed(read);
    }

    private List<TopicAlert> placed(List<TopicAlert> read) {
        if (read.isEmpty()) {
            return read;
        }
        Set<String> ids =
                read.stream().map(one -> one.alert().placeId()).collect(Collectors.toSet());
        Map<String, PositionStore.Position> shown = places.find(ids);
        return read.stream()
                .filter(one -> shown.containsKey(one.alert().placeId()))
                .map(
                        one ->
                                new TopicAlert(
                                        one.partition(),
                                        one.offset(),
                                        one.alert(),
                                        shown.get(one.alert().placeId())))
                .toList();
    }

    /** Null: it is none. */
    private Alert alert(ConsumerRecord<byte[], byte[]> record) throws RegistryUnavailableException {
        try {
            return reader.read(record.value());
        } catch (NoAlertException e) {
            LOG.warn(
                    "No alert, passed over: partition {}, offset {}: {}",
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            unreadable.increment();
            return null;
        }
    }
}
