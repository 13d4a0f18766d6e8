package io.outpost.e2e.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;

/** The transactions of the job that the broker has open. */
final class Transactions implements AutoCloseable {
    private static final String OF_THE_JOB = "-outpost-conditions";
    private static final long LIMIT_MILLIS = 3_000;

    private final Admin admin;

    Transactions(String bootstrapServers) {
        this.admin =
                Admin.create(
                        Map.of(
                                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                "200",
                                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                "3000",
                                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                "2000"));
    }

    /** True when one holds records; false also when the broker does not answer. */
    boolean areOpen() throws InterruptedException {
        return openBefore(Instant.MAX, "");
    }

    /**
     * True when one is open that began before the moment and has records of the topic, or of any
     * when that is empty; false also when the broker does not answer.
     */
    boolean openBefore(Instant moment, String topic) throws InterruptedException {
        try {
            List<String> ids =
                    admin
                            .listTransactions(
                                    new ListTransactionsOptions()
                                            .filterStates(Set.of(TransactionState.ONGOING)))
                            .all()
                            .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                            .stream()
                            .map(TransactionListing::transactionalId)
                            .filter(id -> id.contains(OF_THE_JOB))
                            .toList();
            if (ids.isEmpty() || moment.equals(Instant.MAX)) {
                return !ids.isEmpty();
            }
            return admin
                    .describeTransactions(ids)
                    .all()
                    .get(LIMIT_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .anyMatch(t -> isOpenBefore(t, moment) && hasRecords(t, topic));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    private static boolean isOpenBefore(TransactionDescription transaction, Instant moment) {
        return transaction.state() == TransactionState.ONGOING
                && transaction.transactionStartTimeMs().orElse(Long.MAX_VALUE)
                        < moment.toEpochMilli();
    }

    private static boolean hasRecords(TransactionDescription transaction, String topic) {
        return topic.isEmpty()
                || transaction.topicPartitions().stream()
                        .anyMatch(partition -> partition.topic().equals(topic));
    }

    @Override
    public void close() {
        admin.close();
    }
}
