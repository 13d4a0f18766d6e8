package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.LoggedPreference;
import io.outpost.cli.verify.log.Schemas;
import io.outpost.cli.verify.log.TopicNames;
import io.outpost.cli.verify.log.TopicStream;
import io.outpost.cli.verify.log.WireReader;
import io.outpost.cli.verify.report.Findings;
import io.outpost.schemas.Preference;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares the compacted topic of preferences with the log: of each preference at each place the
 * version that applies now, or no value where it is taken back.
 */
public final class PreferenceTopic {
    private final WireReader<Preference> wire;
    private final Findings findings;
    private final Map<String, Preference> newest = new HashMap<>();

    public PreferenceTopic(Schemas schemas, Findings findings) {
        this.wire = new WireReader<>(schemas, new Preference());
        this.findings = findings;
    }

    /** The key of a preference at a place. */
    static String key(String placeId, String preferenceId) {
        return placeId + '\t' + preferenceId;
    }

    public void read(Brokers brokers) {
        try (TopicStream stream = new TopicStream(brokers, TopicNames.PREFERENCES)) {
            stream.readOn(this::take);
        }
    }

    /** What is otherwise at a place that has had events since the log was read may be newer. */
    public void compare(Map<String, LoggedPreference> expected, Scope scope, Results results)
            throws SQLException {
        Map<String, Long> revisions = new HashMap<>();
        results.all(
                "SELECT place_id, revision FROM outpost.place_counters",
                row -> revisions.put(row.getString(1), row.getLong(2)));
        expected.forEach(
                (key, logged) -> {
                    findings.checked();
                    Preference found = newest.remove(key);
                    if (isSame(logged, found)) {
                        return;
                    }
                    String place = logged.placeId();
                    if (revisions.getOrDefault(place, 0L) > scope.revision(place)) {
                        findings.later();
                    } else {
                        findings.wrong(
                                key.replace('\t', ' ') + " is " + found + ", must be " + logged);
                    }
                });
        newest.forEach(
                (key, found) -> {
                    String place = found.getPlaceId();
                    if (revisions.getOrDefault(place, 0L) > scope.revision(place)) {
                        findings.later();
                    } else {
                        findings.extra(key.replace('\t', ' '));
                    }
                });
    }

    private static boolean isSame(LoggedPreference logged, Preference found) {
        if (logged.document() == null || found == null) {
            return logged.document() == null && found == null;
        }
        return found.getPlaceId().equals(logged.placeId())
                && found.getPreferenceId().equals(logged.preferenceId())
                && found.getOwnerId().equals(logged.ownerId())
                && found.getVersion() == logged.version()
                && logged.document().equals(found.getDocument());
    }

    private void take(ConsumerRecord<byte[], byte[]> message) {
        String key = new String(message.key(), StandardCharsets.UTF_8);
        if (message.value() == null) {
            newest.remove(key);
        } else {
            newest.put(key, Preference.newBuilder(wire.message(message.value())).build());
        }
    }
}
