package io.outpost.cli.reconcile;

import io.outpost.schemas.wire.RegistryUnavailableException;
import java.sql.SQLException;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What withdrawn writers have sent to a topic, and what sets that right. */
interface WithdrawnSends<M extends SpecificRecord> {
    Kind<M> kind();

    /** Takes the next record of the topic. */
    void take(ConsumerRecord<byte[], byte[]> read) throws RegistryUnavailableException;

    /** What must be published, as far as was read. */
    List<M> missing() throws SQLException;
}
