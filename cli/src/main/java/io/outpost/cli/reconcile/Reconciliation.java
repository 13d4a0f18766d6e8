package io.outpost.cli.reconcile;

import io.outpost.schemas.Alert;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares the alerts in Postgres with those on the topic, and publishes what the topic has lost.
 * What is in the table and not on the topic is judged only when the job has settled what it had
 * told by then, and the topic has been read once more.
 */
final class Reconciliation {
    private static final int EXAMPLES = 10;

    private final AlertTable table;
    private final PublishedAlerts topic;
    private final Settling settling;
    private final Admin admin;
    private final Duration timeout;
    private final int mostAtOnce;

    Reconciliation(AlertTable table, PublishedAlerts topic, Settling settling, Reach reach) {
        this.table = table;
        this.topic = topic;
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

    /** Where missing alerts go. */
    interface Repair {
        /** How many of them were published. */
        int publish(List<Alert> missing) throws ReconcileException;
    }

    ReconcileReport run(Repair repair)
            throws SQLException, ReconcileException, InterruptedException {
        List<String> examples = new ArrayList<>();
        long missing = 0;
        long published = 0;
        while (true) {
            Round round = lookedAt();
            List<Alert> lost = round.absent.isEmpty() ? List.of() : lost(round);
            lost.stream()
                    .limit(EXAMPLES - examples.size())
                    .map(alert -> alert.getAlertId() + "  " + alert.getPlaceId())
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
            Round round, long missing, long published, List<String> examples) {
        return new ReconcileReport(
                round.rows,
                topic.count(),
                topic.twice(),
                topic.unreadable(),
                missing,
                round.waiting,
                published,
                List.copyOf(examples));
    }

    /** One pass over the table. */
    private static final class Round {
        private final List<Alert> absent = new ArrayList<>();
        private long rows;
        private long waiting;
        private boolean isCut;
    }

    /** What is read from the table is compared with what the topic had at least a moment before. */
    private Round lookedAt() throws SQLException, ReconcileException {
        topic.readCommitted(timeout);
        Round round = new Round();
        table.read(
                (alert, waits) -> {
                    round.rows++;
                    if (!topic.tells(alert)) {
                        if (waits) {
                            round.waiting++;
                        } else {
                            round.absent.add(alert);
                        }
                    }
                    round.isCut = round.absent.size() >= mostAtOnce;
                    return !round.isCut;
                });
        return round;
    }

    private List<Alert> lost(Round round) throws ReconcileException, InterruptedException {
        settling.await(System.nanoTime() + timeout.toNanos());
        topic.readTo(written(), timeout);
        return round.absent.stream().filter(alert -> !topic.tells(alert)).toList();
    }

    /** The ends of the topic, behind all that is in open transactions. */
    private Map<TopicPartition, Long> written() throws ReconcileException, InterruptedException {
        return Offsets.ends(admin, topic.partitions());
    }
}
