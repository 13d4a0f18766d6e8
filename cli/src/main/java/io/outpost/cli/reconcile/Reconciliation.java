package io.outpost.cli.reconcile;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the messages of a kind in Postgres with those on the topic, and publishes what the topic
 * has lost. What is in the table and not on the topic is judged only when the job has settled what
 * it had emitted by then, and the topic has been read once more.
 */
final class Reconciliation<M extends SpecificRecord> {
    private static final int EXAMPLES = 10;

    private final Kind<M> kind;
    private final ResultTable<M> table;
    private final Published<M> topic;
    private final Settling settling;
    private final Admin admin;
    private final Duration timeout;
    private final int mostAtOnce;

    /**
     * @param both the table and the topic, which must have been made after the publisher
     */
    Reconciliation(Kind<M> kind, Both<M> both, Settling settling, Reach reach) {
        this.kind = kind;
        this.table = both.table();
        this.topic = both.topic();
        this.settling = settling;
        this.admin = reach.admin();
        this.timeout = reach.timeout();
        this.mostAtOnce = reach.mostAtOnce();
    }

    /**
     * The broker, how long a round may wait, and how many alerts it holds and publishes; what is
     * beyond comes in a further round.
     */
    record Reach(Admin admin, Duration timeout, int mostAtOnce) {}

    /** The two places where the messages of a kind are. */
    record Both<M extends SpecificRecord>(ResultTable<M> table, Published<M> topic) {}

    /** Where missing messages go. */
    interface Repair<M> {
        /** How many of them were published. */
        int publish(List<M> missing) throws ReconcileException;
    }

    ReconcileReport run(Repair<M> repair)
            throws SQLException, ReconcileException, InterruptedException {
        List<String> examples = new ArrayList<>();
        long missing = 0;
        long published = 0;
        while (true) {
            Round<M> round = lookedAt();
            List<M> lost = round.absent.isEmpty() ? List.of() : lost(round);
            lost.stream()
                    .limit(EXAMPLES - examples.size())
                    .map(message -> kind.id().apply(message) + "  " + kind.placeId().apply(message))
                    .forEach(examples::add);
            int repaired = lost.isEmpty() ? 0 : repair.publish(lost);
            missing += lost.size();
            published += repaired;
            if (!round.isCut || repaired < lost.size()) {
                return report(round, missing, published, examples);
            }
        }
    }

    private ReconcileReport report(
            Round<M> round, long missing, long published, List<String> examples) {
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

    /** One pass over the table. */
    private static final class Round<M> {
        private final List<M> absent = new ArrayList<>();
        private long rows;
        private boolean isCut;
    }

    /** What is read from the table is compared with what the topic had at least a moment before. */
    private Round<M> lookedAt() throws SQLException, ReconcileException {
        topic.readCommitted(timeout);
        Round<M> round = new Round<>();
        table.read(
                message -> {
                    round.rows++;
                    if (!topic.has(message)) {
                        round.absent.add(message);
                    }
                    round.isCut = round.absent.size() >= mostAtOnce;
                    return !round.isCut;
                });
        return round;
    }

    private List<M> lost(Round<M> round) throws ReconcileException, InterruptedException {
        settling.await(System.nanoTime() + timeout.toNanos());
        topic.readTo(written(), timeout);
        return round.absent.stream().filter(message -> !topic.has(message)).toList();
    }

    /** The ends of the topic, behind all that is in open transactions. */
    private Map<TopicPartition, Long> written() throws ReconcileException, InterruptedException {
        return Offsets.ends(admin, topic.partitions());
    }
}
