package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.cli.verify.log.Schemas;
import io.outpost.cli.verify.log.TopicNames;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.cli.verify.log.WireReader;
import io.outpost.cli.verify.report.Findings;
import io.outpost.schemas.Place;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares the compacted topic of places with the log: of each place the parameters that apply now,
 * or no value where they are taken back.
 */
public final class PlaceTopic {
    private final WireReader<Place> wire;
    private final Findings findings;
    private final Map<String, LoggedParameters> newest = new HashMap<>();

    public PlaceTopic(Schemas schemas, Findings findings) {
        this.wire = new WireReader<>(schemas, new Place());
        this.findings = findings;
    }

    public void read(Brokers brokers) {
        try (TopicStream stream = new TopicStream(brokers, TopicNames.PLACES)) {
            stream.readOn(this::take);
        }
    }

    /** Places whose parameters came after what was read of the log are not compared. */
    public void compare(Map<String, LoggedParameters> expected, Scope scope, Results results)
            throws SQLException {
        Map<String, Long> revisions = new HashMap<>();
        results.all(
                "SELECT place_id, revision FROM outpost.places",
                row -> revisions.put(row.getString(1), row.getLong(2)));
        expected.forEach(
                (id, logged) -> {
                    findings.checked();
                    if (revisions.getOrDefault(id, 0L) > scope.revision(id)) {
                        findings.later();
                    } else {
                        compare(id, logged, newest.get(id));
                    }
                });
        for (String id : newest.keySet()) {
            boolean later = revisions.getOrDefault(id, 0L) > scope.revision(id);
            if (!expected.containsKey(id) && !later) {
                findings.extra(id);
            }
        }
    }

    private void compare(String id, LoggedParameters logged, LoggedParameters found) {
        boolean isThere = found != null && !found.removed();
        if (logged.removed() ? isThere : !isThere) {
            findings.wrong(
                    id + (isThere ? " has parameters" : " has none") + ", must be " + logged);
        } else if (isThere && !found.saysAs(logged)) {
            findings.wrong(id + " is " + found + ", must be " + logged);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        String id = new String(message.key(), StandardCharsets.UTF_8);
        if (message.value() == null) {
            newest.remove(id);
        } else {
            newest.put(id, LoggedParameters.of(wire.message(message.value()), 0, 0, 0));
        }
    }
}
