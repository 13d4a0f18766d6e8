package io.outpost.e2e.hostile;

import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One kind of trouble.
 *
 * @param share how often it comes, relative to the others
 */
record Kind(String name, int share, Maker maker) {
    /** Makes the next record of the kind. */
    @FunctionalInterface
    interface Maker {
        ProducerRecord<byte[], byte[]> make(Random random);
    }
}
