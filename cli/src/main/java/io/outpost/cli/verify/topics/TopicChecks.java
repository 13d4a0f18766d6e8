package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.Found;
import io.outpost.cli.verify.emission.LateContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.DeadLetter;
import io.outpost.cli.verify.log.ObservationLog;
import io.outpost.cli.verify.log.Schemas;
import io.outpost.cli.verify.log.TopicNames;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.cli.verify.log.WireReader;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.report.Report;
import io.outpost.cli.verify.rows.Scope;
import io.outpost.cli.verify.rows.SetComparison;
import io.outpost.cli.verify.rows.WithdrawnEpochs;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Transition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics that the job writes exactly once, and what must be on them. */
public final class TopicChecks implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A transaction ends with the next checkpoint after what is in it. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    private final TopicStream rejectedStream;
    private final TopicStream lateStream;
    private final TopicStream transitionStream;
    private final TopicStream alertStream;
    private final WireReader<Transition> transitionReader;
    private final WireReader<Alert> alertReader;
    private final RejectedTopic rejected;
    private final LateTopic late;
    private final SetComparison transitions;
    private final SetComparison alerts;
    private final Retractions<Transition> transitionRetractions;
    private final Retractions<Alert> alertRetractions;
    private final WithdrawnEpochs withdrawn;
    private final AlertOrder order;
    private final ObservationLog log;
    private final Scope scope;

    public TopicChecks(
            Brokers brokers,
            Schemas schemas,
            ObservationLog log,
            Scope scope,
            WithdrawnEpochs withdrawn,
            Report report) {
        rejectedStream = new TopicStream(brokers, TopicNames.REJECTED);
        lateStream = new TopicStream(brokers, TopicNames.LATE);
        transitionStream = new TopicStream(brokers, TopicNames.CONDITIONS);
        alertStream = new TopicStream(brokers, TopicNames.ALERTS);
        transitionReader = new WireReader<>(schemas, new Transition());
        alertReader = new WireReader<>(schemas, new Alert());
        rejected = new RejectedTopic(report.about("rejected topic"));
        late = new LateTopic(schemas, report.about("late topic"));
        Findings conditions = report.about("conditions topic");
        transitions = new SetComparison(conditions, scope, SetComparison.Kind.ONCE);
        Findings alertFindings = report.about("alerts topic");
        alerts = new SetComparison(alertFindings, scope, SetComparison.Kind.ONCE);
        transitionRetractions = new Retractions<>(conditions, RetractionContent::differences);
        alertRetractions = new Retractions<>(alertFindings, RetractionContent::differences);
        this.withdrawn = withdrawn;
        order = new AlertOrder(alertFindings);
        this.log = log;
        this.scope = scope;
    }

    /** Awaits what screening rejects; after the log is read. */
    public void awaitDeadLetters() {
        log.deadLetters().forEach(rejected::await);
    }

    /** Awaits what a place emits, if it goes to one of these topics. */
    public void await(Emission emission) {
        if (emission.table() == Table.CONDITION_TRANSITIONS) {
            transitions.expect(emission);
        } else if (emission.table() == Table.ALERTS
                || emission.table() == Table.PREFERENCE_ALERTS) {
            alerts.expect(emission);
        } else if (emission.content() instanceof LateContent content) {
            late.await(content.observation(), content.clockMillis());
        } else if (emission.content() instanceof RejectedContent content
                && RejectedTopic.isDecidedByPlace(content.reason())) {
            rejected.await(
                    content.position(),
                    new DeadLetter(
                            content.reason(),
                            content.contentHash(),
                            DeadLetter.UNKNOWN,
                            List.of(),
                            emission.asOfMillis()));
        }
    }

    /** Reads the topics, until all is there or a transaction can no longer be open. */
    public void compare() throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST_TRANSACTION.toNanos();
        do {
            rejectedStream.readOn(message -> rejected.take(message, log, scope));
            lateStream.readOn(message -> late.take(message, log));
            transitionStream.readOn(this::takeTransition);
            alertStream.readOn(this::takeAlert);
        } while (!isComplete() && pause(deadline));
        rejected.end();
        late.end();
        transitions.end();
        transitionRetractions.end();
        alerts.end();
        alertRetractions.end();
    }

    /** Number of records by partition that screening rejected, as found. */
    public long[] rejectedByScreening(int partitions) {
        return rejected.byScreening(partitions);
    }

    @Override
    public void close() {
        rejectedStream.close();
        lateStream.close();
        transitionStream.close();
        alertStream.close();
    }

    private void takeTransition(ConsumerRecord<byte[], byte[]> message) {
        Transition transition = transitionReader.message(message.value());
        take(
                new Message<>(
                        transition,
                        RetractionContent.about(transition),
                        transition.getRevision(),
                        Table.CONDITION_TRANSITIONS,
                        Messages.of(transition)),
                message,
                transitions,
                transitionRetractions);
    }

    private void takeAlert(ConsumerRecord<byte[], byte[]> message) {
        Alert alert = alertReader.message(message.value());
        boolean isOfTheLog =
                take(
                        new Message<>(
                                alert,
                                alert.getEpisodeId(),
                                alert.getRevision(),
                                alert.getPreferenceId() == null
                                        ? Table.ALERTS
                                        : Table.PREFERENCE_ALERTS,
                                Messages.of(alert)),
                        message,
                        alerts,
                        alertRetractions);
        if (isOfTheLog) {
            order.take(alert, WithdrawnEpochs.epoch(message));
        }
    }

    /** One of a topic, and what a retraction of it is about. */
    private record Message<M>(M value, String about, long revision, Table table, Found found) {}

    /** False when it is a retraction, or to be retracted. */
    private <M> boolean take(
            Message<M> message,
            ConsumerRecord<byte[], byte[]> source,
            SetComparison set,
            Retractions<M> retractions) {
        try {
            if (message.revision < 0) {
                retractions.retraction(message.about, message.value);
                return false;
            }
            if (withdrawn.isWriterOf(source) && !set.isDue(message.table, message.found)) {
                retractions.withdrawn(message.about, message.value.toString());
                return false;
            }
            set.found(message.table, message.found, 0);
            if (!withdrawn.isEmpty()) {
                retractions.holds(message.about, message.value);
            }
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException("messages are not read from a database", e);
        }
    }

    private boolean isComplete() {
        return rejected.isComplete()
                && late.isComplete()
                && transitions.isComplete()
                && alerts.isComplete()
                && transitionRetractions.isComplete()
                && alertRetractions.isComplete();
    }

    private static boolean pause(long deadlineNanos) throws InterruptedException {
        Thread.sleep(PAUSE.toMillis());
        return System.nanoTime() < deadlineNanos;
    }
}
