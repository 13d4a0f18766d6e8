package io.outpost.cli.reconcile;

import io.outpost.cli.topic.Offsets;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;

/**
 * Compares the messages of a kind in Postgres with those on the topic, and publishes what the topic
 * has lost. What is in the table and not on the topic is judged only when the job has settled what
 * it had emitted by then, and the topic has been read once more. Of a compacted topic what was
 * published is compared again, since the job may have emitted something newer at the same moment.
 *
 * @param topic must have been made after the publisher
 */
record Reconciliation<M extends SpecificRecord>(
        ResultTable<M> table, Published<M> topic, Settling settling, Reach reach) {
    private static final int EXAMPLES = 10;
    private static final int MOST_CONFIRMATIONS = 5;

    /**
     * The broker, how long a round may wait, and how many alerts it holds and publishes; what is
     * beyond comes in a further round.
     */
    record Reach(Admin admin, Duration timeout, int mostAtOnce) {}

    /** Whatever makes sure that what the job has emitted so far is decided. */
    interface Settling {
        /**
         * Returns when every alert whose row was in Postgres at the call is either on the topic,
         * maybe in a transaction that is still open, or will never come by itself.
         *
         * @param deadlineNanos of System.nanoTime
         */
        void await(long deadlineNanos) throws InterruptedException;
    }

    /** Where missing messages go. */
    interface Repair<M> {
        /** How many of them were published. */
        int publish(List<M> missing);
    }

    /** One pass over the table. */
    private static final class Round<M> {
        private final List<M> absent = new ArrayList<>();
        private long rows;
        private boolean isCut;
    }

    ReconcileReport run(Repair<M> repair)
            throws SQLException, InterruptedException, RegistryUnavailableException {
        Kind<M> kind = table.kind();
        List<String> examples = new ArrayList<>();
        long missing = 0;
        long published = 0;
        int confirmations = 0;
        while (true) {
            Round<M> round = compared();
            List<M> lost = round.absent.isEmpty() ? List.of() : lost(round);
            lost.stream()
                    .limit(EXAMPLES - examples.size())
                    .map(message -> kind.id().apply(message) + "  " + kind.placeId().apply(message))
                    .forEach(examples::add);
            int repaired = lost.isEmpty() ? 0 : repair.publish(lost);
            missing += lost.size();
            published += repaired;
            boolean isConfirmed = lost.isEmpty() || !kind.isCompacted();
            boolean isLast = !round.isCut && (isConfirmed || ++confirmations == MOST_CONFIRMATIONS);
            if (isLast || repaired < lost.size()) {
                return new ReconcileReport(
                        kind.name(),
                        round.rows,
                        topic.count(),
                        topic.twice(),
                        topic.unreadable(),
                        missing,
                        published,
                        List.copyOf(examples));
            }
        }
    }

    /** What is read from the table is compared with what the topic had at least a moment before. */
    private Round<M> compared() throws SQLException, RegistryUnavailableException {
        topic.readCommitted(reach.timeout());
        Round<M> round = new Round<>();
        table.read(
                message -> {
                    round.rows++;
                    if (!topic.has(message)) {
                        round.absent.add(message);
                    }
                    round.isCut = round.absent.size() >= reach.mostAtOnce();
                    return !round.isCut;
                });
        return round;
    }

    /** Of a compacted topic a row that has changed meanwhile is not what the topic should have. */
    private Set<M> stillInTable() throws SQLException {
        Set<M> rows = new HashSet<>();
        table.read(rows::add);
        return rows;
    }

    private List<M> lost(Round<M> round)
            throws SQLException, InterruptedException, RegistryUnavailableException {
        settling.await(System.nanoTime() + reach.timeout().toNanos());
        // The ends of the topic are behind all that is in open transactions.
        topic.readTo(
                Offsets.ends(reach.admin(), table.kind().topic().topicName()), reach.timeout());
        Stream<M> lost = round.absent.stream().filter(message -> !topic.has(message));
        return (table.kind().isCompacted() ? lost.filter(stillInTable()::contains) : lost).toList();
    }
}
