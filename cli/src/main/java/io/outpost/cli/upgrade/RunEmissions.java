package io.outpost.cli.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.cli.verify.emission.Key;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Brokers;
import io.outpost.cli.verify.log.Hash64;
import io.outpost.cli.verify.log.TopicStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run of the job emitted. Emissions are written at least once: one that comes again must be
 * bit for bit the same, and each new one of a key must have a higher revision than all before it.
 */
public final class RunEmissions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final DeclaredDifferences declared;
    private final Map<Identity, Emitted> distinct = new HashMap<>();
    private final Map<KeyOfTable, Long> revisions = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Hash64 hash = new Hash64();
    private long written;

    /** A row or message. */
    record KeyOfTable(Table table, Key key) {}

    /** One revision of it. */
    record Identity(KeyOfTable key, long revision) {
        @Override
        public String toString() {
            return "%s %s, revision %d".formatted(key.table().tableName(), key.key(), revision);
        }
    }

    /**
     * When it was due, and what it says.
     *
     * @param contentHash equal for the same bytes
     * @param comparedHash the same but for fields that are declared to differ
     */
    record Emitted(long asOfMillis, long contentHash, long comparedHash) {
        boolean isAsCompared(Emitted other) {
            return asOfMillis == other.asOfMillis && comparedHash == other.comparedHash;
        }
    }

    RunEmissions(String name) {
        this(name, DeclaredDifferences.NONE);
    }

    /**
     * Nothing is there yet.
     *
     * @param declared fields in which it may differ from another run
     */
    RunEmissions(String name, DeclaredDifferences declared) {
        this.name = name;
        this.declared = declared;
    }

    /** Reads a topic to where it ends now. */
    public static RunEmissions read(String bootstrapServers, String topic, String name)
            throws IOException {
        RunEmissions run = new RunEmissions(name);
        try (TopicStream stream = new TopicStream(Brokers.open(bootstrapServers), topic)) {
            stream.readOn(
                    message -> {
                        try {
                            run.add(message.value());
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return run;
    }

    /** Takes the next emission, as JSON. */
    void add(byte[] json) throws IOException {
        written++;
        JsonNode node = JSON.readTree(json);
        FoundJson found = new FoundJson(node, false);
        Table table = Table.valueOf(node.path("table").asText().toUpperCase(Locale.ROOT));
        try {
            KeyOfTable key = new KeyOfTable(table, table.key(found));
            Identity identity = new Identity(key, found.wholeOrZero("revision"));
            long contentHash = hash.of(null, json);
            Emitted emitted =
                    new Emitted(
                            found.wholeOrZero("as_of"),
                            contentHash,
                            declared.concern(table) ? compared(table, node) : contentHash);
            Emitted before = distinct.putIfAbsent(identity, emitted);
            if (before == null) {
                checkRises(identity);
            } else if (!before.equals(emitted)) {
                violations.add(identity + " has two contents");
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private long compared(Table table, JsonNode node) {
        ObjectNode compared = node.deepCopy();
        declared.leaveOut(table, compared);
        return hash.of(null, compared.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void checkRises(Identity identity) {
        Long last = revisions.put(identity.key(), identity.revision());
        if (last != null && last > identity.revision()) {
            violations.add("%s comes after %d".formatted(identity, last));
        }
    }

    String name() {
        return name;
    }

    /** How many are due before a time. */
    long until(long untilMillis) {
        return distinct.values().stream().filter(one -> one.asOfMillis() < untilMillis).count();
    }

    Map<Identity, Emitted> distinct() {
        return distinct;
    }

    long written() {
        return written;
    }

    List<String> violations() {
        return violations;
    }
}
