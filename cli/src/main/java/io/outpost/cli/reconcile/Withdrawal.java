package io.outpost.cli.reconcile;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.topic.Offsets;
import io.outpost.cli.topic.TopicReader;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Sets a topic right after writers were withdrawn. What the job sends meanwhile is looked at once
 * more: what is published must be right where it stands.
 *
 * @param reader made after the publisher, so that no other can write what it would not see
 */
record Withdrawal<M extends SpecificRecord>(WithdrawnSends<M> sends, TopicReader reader) {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int MOST_ROUNDS = 20;

    /**
     * Returns how many messages were published.
     *
     * @param settling when all that was emitted before has its row, and is on the topic, maybe in a
     *     transaction that is open
     */
    long run(
            Admin admin,
            WithdrawnMessages.Settling settling,
            Reconciliation.Repair<M> repair,
            Duration patience)
            throws IOException, SQLException, InterruptedException, RegistryUnavailableException {
        long published = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            settling.await();
            readTo(Offsets.ends(admin, sends.kind().topic().topicName()), patience);
            List<M> missing = sends.missing();
            if (missing.isEmpty()) {
                return published;
            }
            published += repair.publish(missing);
        }
        throw new CommandException(
                "The job sends always more %s while they are set right; run the same command again"
                        .formatted(sends.kind().name()));
    }

    private void readTo(Map<TopicPartition, Long> ends, Duration patience)
            throws RegistryUnavailableException {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (reader.isBefore(ends)) {
            for (ConsumerRecord<byte[], byte[]> read : reader.poll(POLL)) {
                sends.take(read);
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new CommandException(
                        "A transaction on %s stays open; run the same command again"
                                .formatted(sends.kind().topic().topicName()));
            }
        }
    }
}
