package io.outpost.cli.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.cli.verify.emission.Key;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.Hash64;
import io.outpost.cli.verify.log.TopicStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
     */
    record Emitted(long asOfMillis, long contentHash) {}

    RunEmissions(String name) {
        this.name = name;
    }

    /** Reads a topic to where it ends now. */
    public static RunEmissions read(String bootstrapServers, String topic, String name)
            throws IOException {
        RunEmissions run = new RunEmissions(name);
        try (TopicStream stream = new TopicStream(bootstrapServers, topic)) {
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
            Emitted emitted = new Emitted(found.wholeOrZero("as_of"), hash.of(null, json));
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
