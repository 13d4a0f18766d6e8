package io.outpost.bench.measure;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.contender.Assignment;
import io.outpost.bench.contender.ContenderKind.Claim;
import io.outpost.bench.stage.Broker;
import io.outpost.bench.stage.Preload;
import io.outpost.bench.stage.RegistryStub;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Interleaved rounds on one backlog. The first contender is the reference; one whose rows differ
 * from its rows gets no number.
 */
public final class Rounds {
    private static final long WARM_RECORDS = 10_000_000;

    /** What computes a part is so slow that it works through the first records only. */
    private static final long PREFIX = 200_000;

    private final Stage stage;
    private final Backlog backlog;
    private final Duration limit;
    private final List<Measurement> measured = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private long rows;
    private long digest;

    public Rounds(Stage stage, Backlog backlog, Duration limit) {
        this.stage = stage;
        this.backlog = backlog;
        this.limit = limit;
    }

    /** Makes the topics and fills the backlog. */
    public void preload(Broker broker) throws InterruptedException, ExecutionException {
        for (Topic topic : Topic.values()) {
            broker.createTopic(topic.topicName());
        }
        long begin = System.nanoTime();
        Preload.send(
                new BacklogRecords(backlog, RegistryStub.OBSERVATION),
                broker.bootstrapServers(),
                Topic.OBSERVATIONS.topicName());
        say(
                "backlog of %,d records loaded in %.0f s"
                        .formatted(backlog.records(), (System.nanoTime() - begin) / 1e9));
    }

    public List<Measurement> run(List<Entry> entries, int rounds) throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            for (Entry entry : entries) {
                if (failed.contains(entries.get(0).name())) {
                    return List.of();
                }
                if (!failed.contains(entry.name())) {
                    run(entry, round);
                }
            }
        }
        measured.removeIf(m -> failed.contains(m.contender()));
        return measured;
    }

    private void run(Entry entry, int round) throws InterruptedException {
        try {
            Measurement m = new ContenderRun(stage, entry, limit).measure(assignment(entry, round));
            if (rows == 0) {
                rows = m.rows();
                digest = m.digest();
            }
            if (entry.kind().claim() == Claim.ALL && (m.rows() != rows || m.digest() != digest)) {
                failed.add(entry.name());
                say(
                        "%s differs: %d rows and digest %x, the reference has %d and %x"
                                .formatted(entry.name(), m.rows(), m.digest(), rows, digest));
                return;
            }
            measured.add(m);
            say(
                    "round %d %-18s %,12.0f events/s, %.2f s of processor per million (own %.2f), peak %d MiB, checkpoint %d KiB"
                            .formatted(
                                    round,
                                    entry.name(),
                                    m.eventsPerSecond(),
                                    m.processorSecondsPerMillion(),
                                    m.ownPerMillion(),
                                    m.peakBytes() >> 20,
                                    m.checkpointBytes() >> 10));
        } catch (IOException e) {
            failed.add(entry.name());
            say("%s failed: %s".formatted(entry.name(), e.getMessage()));
        }
    }

    private Assignment assignment(Entry entry, int round) {
        boolean part = entry.kind().claim() == Claim.PART;
        long records = part ? Math.min(PREFIX, backlog.records()) : backlog.records();
        return new Assignment(
                entry.kind().id(),
                stage.bootstrapServers(),
                stage.registryUrl(),
                RegistryStub.OBSERVATION,
                entry.parallelism(),
                records,
                Math.min(WARM_RECORDS, records * 2 / 5),
                rows,
                backlog.endMillis(),
                stage.folder().resolve(entry.name() + "-" + round).toString(),
                stage.home().resolve("flink-conf").toString(),
                stage.postgresUrl());
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
