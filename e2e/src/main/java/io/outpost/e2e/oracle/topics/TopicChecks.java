package io.outpost.e2e.oracle.topics;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.Report;
import io.outpost.e2e.oracle.fold.Episode;
import io.outpost.e2e.oracle.fold.PlaceFold;
import io.outpost.e2e.oracle.fold.PlaceStory;
import io.outpost.e2e.oracle.log.LoggedObservation;
import io.outpost.e2e.oracle.log.ObservationLog;
import io.outpost.e2e.oracle.log.PlaceLog;
import io.outpost.e2e.oracle.log.Refusal;
import io.outpost.e2e.oracle.log.TopicStream;
import io.outpost.e2e.oracle.rows.Results;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** All topics that the job writes, and what must be on them. */
public final class TopicChecks implements PlaceFold.Refusals, AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A transaction ends with the next checkpoint after what it tells of. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(30);

    private final TopicStream rejectedStream;
    private final TopicStream lateStream;
    private final TopicStream transitionStream;
    private final TopicStream alertStream;
    private final RejectedTopic rejected;
    private final LateTopic late;
    private final TransitionTopic transitions;
    private final AlertTopic alerts;
    private final Findings alertTable;
    private final Map<String, Episode> episodes = new HashMap<>();
    private final Map<String, Long> clocks = new HashMap<>();

    public TopicChecks(String bootstrapServers, SchemaRegistry registry, Report report) {
        rejectedStream = new TopicStream(bootstrapServers, Topic.REJECTED_OBSERVATIONS.topicName());
        lateStream = new TopicStream(bootstrapServers, Topic.LATE_OBSERVATIONS.topicName());
        transitionStream = new TopicStream(bootstrapServers, Topic.CONDITIONS.topicName());
        alertStream = new TopicStream(bootstrapServers, Topic.ALERTS.topicName());
        rejected = new RejectedTopic(report.about("rejected topic"));
        late = new LateTopic(registry, report.about("late topic"));
        transitions = new TransitionTopic(registry, report.about("conditions topic"));
        alertTable = report.about("alerts");
        alerts = new AlertTopic(registry, report.about("alerts topic"), alertTable);
    }

    /** Awaits all records that are refused before they reach a place. */
    public void await(ObservationLog log, PlaceLog places) {
        log.refusals()
                .forEach(
                        (position, refusal) ->
                                rejected.await(Topic.OBSERVATIONS.topicName(), position, refusal));
        places.refusals()
                .forEach(
                        (position, refusal) ->
                                rejected.await(Topic.PLACES.topicName(), position, refusal));
    }

    @Override
    public void late(LoggedObservation observation, long clockMillis) {
        late.await(observation, clockMillis);
    }

    @Override
    public void jumped(LoggedObservation observation) {
        rejected.await(
                Topic.OBSERVATIONS.topicName(),
                observation.position(),
                new Refusal("TIME_JUMP", observation.contentHash(), Refusal.UNKNOWN));
    }

    /** Awaits what a place tells. */
    public void add(PlaceStory story) {
        clocks.put(story.placeId(), story.account().clockMillis);
        episodes.putAll(story.conditions().episodes());
        story.conditions().transitions().forEach(t -> transitions.await(story.placeId(), t));
    }

    /**
     * Reads the topics and compares them.
     *
     * @param settled false: only that nothing is there twice, or that must never be there
     */
    public void compare(ObservationLog log, Results results, boolean settled)
            throws SQLException, InterruptedException {
        results.renew();
        alerts.readTable(results);
        long deadline = System.nanoTime() + LONGEST_TRANSACTION.toNanos();
        do {
            rejectedStream.readOn(message -> rejected.take(message, log));
            lateStream.readOn(message -> late.take(message, log));
            transitionStream.readOn(transitions::take);
            alertStream.readOn(alerts::take);
        } while (settled && !isComplete() && pause(deadline));
        if (settled) {
            rejected.end();
            late.end();
            transitions.end();
            alerts.compareSets(alertTable);
            alerts.compare(episodes, clocks);
        }
    }

    /** Number of observations by partition that were rejected before they reached a place. */
    public long[] rejectedBeforePlace(int partitions) {
        return rejected.beforePlace(partitions);
    }

    @Override
    public void close() {
        rejectedStream.close();
        lateStream.close();
        transitionStream.close();
        alertStream.close();
    }

    private boolean isComplete() {
        return rejected.isComplete()
                && late.isComplete()
                && transitions.isComplete()
                && alerts.isComplete();
    }

    private static boolean pause(long deadlineNanos) throws InterruptedException {
        Thread.sleep(PAUSE.toMillis());
        return System.nanoTime() < deadlineNanos;
    }
}
