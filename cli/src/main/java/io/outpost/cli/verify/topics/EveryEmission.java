package io.outpost.cli.verify.topics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.DeadLetter;
import io.outpost.cli.verify.log.Hash64;
import io.outpost.cli.verify.log.LogRecord;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.rows.Scope;
import io.outpost.cli.verify.rows.SetComparison;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares every emission of the topic of emissions with what the log gives, as sets. */
public final class EveryEmission {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Table> TABLES =
            Arrays.stream(Table.values())
                    .filter(table -> table != Table.PLACES)
                    .collect(Collectors.toMap(Table::tableName, Function.identity()));

    private final EmissionTopic topic;
    private final Findings findings;
    private final SetComparison ofBucket;

    /** Rejected records may be of no place, so they are compared in the end. */
    private final SetComparison rejected;

    /** Where they are events of a place, by position in the log. */
    private final Set<Long> ofPlaces = new HashSet<>();

    private final Hash64 hash = new Hash64();

    public EveryEmission(EmissionTopic topic, Scope scope, Findings findings) {
        this.topic = topic;
        this.findings = findings;
        this.ofBucket = new SetComparison(findings, scope, SetComparison.Kind.AT_LEAST_ONCE);
        this.rejected = new SetComparison(findings, scope, SetComparison.Kind.AT_LEAST_ONCE);
    }

    public void expect(Emission emission) {
        setOf(emission.table()).expect(emission);
        if (emission.content() instanceof RejectedContent content) {
            ofPlaces.add(content.position());
        }
    }

    /** Compares what places of a bucket emit, when all of it is expected. */
    public void compare(int bucket) throws IOException {
        topic.emissions(bucket, this::take);
        ofBucket.end();
    }

    /** Compares what is left, after all buckets. */
    public void compareRejected(Map<Long, DeadLetter> deadLetters) throws IOException {
        deadLetters.forEach(
                (position, letter) -> {
                    if (!ofPlaces.contains(position)) {
                        rejected.expect(ofNoPlace(position, letter));
                    }
                });
        topic.emissions(topic.withoutPlace(), this::take);
        ofBucket.end();
        rejected.end();
    }

    private void take(byte[] bytes) throws IOException {
        JsonNode node = JSON.readTree(bytes);
        Table table = TABLES.get(node.path("table").asText().toLowerCase(Locale.ROOT));
        if (table == null) {
            findings.extra("emission of an unknown table: " + node);
            return;
        }
        try {
            setOf(table).found(table, new FoundJson(node, false), hash.of(null, bytes));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private SetComparison setOf(Table table) {
        return table == Table.REJECTED ? rejected : ofBucket;
    }

    private static Emission ofNoPlace(long position, DeadLetter letter) {
        return new Emission(
                Table.REJECTED,
                Table.position(LogRecord.partitionOf(position), LogRecord.offsetOf(position)),
                0,
                letter.receivedAtMillis(),
                new RejectedContent(letter.reason(), null, position, 0));
    }
}
