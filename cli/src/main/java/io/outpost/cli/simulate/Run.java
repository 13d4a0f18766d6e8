package io.outpost.cli.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.outpost.cli.send.Ledger;
import io.outpost.cli.send.SendLog;
import io.outpost.cli.simulate.feed.Feed;
import io.outpost.cli.simulate.feed.ObservationBytes;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A plan with what it is written to.
 *
 * @param skipThroughMillis event time through which an earlier run has sent it
 * @param logTopic with the log
 * @param folder of the truth
 */
record Run(
        RunPlan plan,
        long skipThroughMillis,
        String logTopic,
        int schemaId,
        Path folder,
        SendLog log,
        Ledger ledger) {

    /** The ledger's line before anything is sent. */
    record Start(
            JsonNode simulated,
            String folder,
            String topic,
            int schemaId,
            int places,
            int sensors,
            String from,
            long intervalMillis) {}

    Start start() {
        return new Start(
                ResumePoint.JSON.valueToTree(plan.request()),
                folder.toString(),
                logTopic,
                schemaId,
                plan.world().places().size(),
                plan.world().sensors().size(),
                Instant.ofEpochMilli(plan.fromMillis()).toString(),
                plan.reporting().intervalMillis());
    }

    Feed feed() {
        return new Feed(
                plan.world().sensors(),
                new ObservationBytes(schemaId),
                plan.reporting(),
                FeedSender.feedStart(plan.fromMillis(), skipThroughMillis),
                plan.toMillis());
    }
}
