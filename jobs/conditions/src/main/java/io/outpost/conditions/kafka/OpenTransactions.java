package io.outpost.conditions.kafka;

import io.outpost.environment.KafkaAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions that a killed job has left open. The sink aborts those whose ids are not in its
 * state. But an id that was precommitted when the state was written may be in use again since: then
 * nobody ends that transaction before its timeout of hours, and no reader gets past it.
 */
final class OpenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);

    private OpenTransactions() {}

    /**
     * Aborts those of a sink's ids that were begun no later than a time, ms since 1970; the job
     * that asks began after it.
     *
     * @param idPrefix what the sink puts before the numbers of a subtask and of a transaction
     * @throws IllegalStateException when Kafka does not answer
     */
    static void abort(KafkaAccess kafka, String idPrefix, long begunByMillis) {
        try (Admin admin = Admin.create(kafka.settings(Map.of()))) {
            List<String> open =
                    admin
                            .listTransactions(
                                    new ListTransactionsOptions()
                                            .filterStates(Set.of(TransactionState.ONGOING)))
                            .all()
                            .get()
                            .stream()
                            .map(TransactionListing::transactionalId)
                            .filter(
                                    Pattern.compile(Pattern.quote(idPrefix) + "-\\d+-\\d+")
                                            .asMatchPredicate())
                            .toList();
            Map<String, TransactionDescription> described =
                    admin.describeTransactions(open).all().get();
            List<String> left =
                    open.stream().filter(id -> isLeft(described.get(id), begunByMillis)).toList();
            if (!left.isEmpty()) {
                LOG.warn("Transactions that were left open are aborted: {}", left);
                admin.fenceProducers(left).all().get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("open transactions cannot be aborted", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean isLeft(TransactionDescription transaction, long begunByMillis) {
        return transaction.state() == TransactionState.ONGOING
                && transaction.transactionStartTimeMs().orElse(Long.MAX_VALUE) <= begunByMillis;
    }
}
