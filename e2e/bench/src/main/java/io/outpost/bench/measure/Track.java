package io.outpost.bench.measure;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogRecords;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.contender.Assignment;
import io.outpost.bench.contender.ContenderKind.Claim;
import io.outpost.bench.stage.Broker;
import io.outpost.bench.stage.Preload;
import io.outpost.bench.stage.RegistryStub;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * One backlog in one broker, and the runs on it. The first run is the reference; a contender whose
 * rows differ from its rows, or that fails, gets no number and runs no more.
 */
public final class Track {
    /** Why a contender has no number that was not made for a log in disorder. */
    public static final String NO_CORRECTIONS = "it makes no corrections";

    /** The same observations in their order, for consumers that take no corrections. */
    private static final String IN_ORDER = "bench.in-order";

    /**
     * A place that is replayed closes its panes when it is idle, 5 s or three times its longest gap
     * at the least; then rows would be written twice. With a pause of that length it is not idle
     * whatever its gaps were.
     */
    private static final long MOST_PAUSE_MILLIS = 3_000;

    private final Stage stage;
    private final Backlog backlog;
    private final Plan plan;
    private final Reference reference;
    private final Map<String, String> failures = new LinkedHashMap<>();

    public Track(Stage stage, Backlog backlog, Plan plan, Reference reference) {
        this.stage = stage;
        this.backlog = backlog;
        this.plan = plan;
        this.reference = reference;
    }

    public Backlog backlog() {
        return backlog;
    }

    public Plan plan() {
        return plan;
    }

    /** Why contenders have no number, by their names. */
    public Map<String, String> failures() {
        return failures;
    }

    /** The same broker and backlog with another plan. */
    public Track with(Plan newPlan) {
        return new Track(stage, backlog, newPlan, reference);
    }

    /** Makes the topics and fills the backlog. */
    public void preload(Broker broker) throws InterruptedException, ExecutionException {
        for (Topic topic : Topic.values()) {
            broker.createTopic(topic.topicName());
        }
        long pauseMillis = load(broker, backlog, Topic.OBSERVATIONS.topicName());
        if (pauseMillis > MOST_PAUSE_MILLIS && !backlog.hasCorrections()) {
            throw new IllegalStateException(
                    "The broker took nothing for %d ms while the backlog was loaded, so that places count as idle and write rows twice. Try again when the machine does less else."
                            .formatted(pauseMillis));
        }
        if (backlog.hasCorrections() && !reference.isKnown()) {
            broker.createTopic(IN_ORDER);
            load(broker, inOrder(), IN_ORDER);
        }
    }

    /** Returns the longest pause, ms. */
    private static long load(Broker broker, Backlog some, String topic) {
        long begin = System.nanoTime();
        long pauseMillis =
                Preload.send(
                        new BacklogRecords(some, RegistryStub.OBSERVATION),
                        broker.bootstrapServers(),
                        topic);
        say(
                "backlog of %,d records loaded in %.0f s"
                        .formatted(some.records(), (System.nanoTime() - begin) / 1e9));
        return pauseMillis;
    }

    private Backlog inOrder() {
        return backlog.with(backlog.duplicatePercent(), Disorder.NONE);
    }

    /** One run; empty when the contender has no number. */
    public Optional<Measurement> run(Entry entry, int round) throws InterruptedException {
        if (failures.containsKey(entry.name())) {
            return Optional.empty();
        }
        if (backlog.hasCorrections() && !entry.kind().takesLateRecords()) {
            failures.put(entry.name(), NO_CORRECTIONS);
            return Optional.empty();
        }
        try {
            Measurement m =
                    new ContenderRun(stage, entry, plan.limit()).measure(assignment(entry, round));
            if (!reference.isKnown()) {
                reference.learn(m);
            }
            if (entry.kind().claim() == Claim.ALL && !reference.agrees(m)) {
                throw new IOException(
                        "%d rows and digest %x, the reference has %s"
                                .formatted(m.rows(), m.digest(), reference));
            }
            say(line(round, m));
            return Optional.of(m);
        } catch (IOException e) {
            failures.put(entry.name(), e.getMessage());
            say("%s has no number: %s".formatted(entry.name(), e.getMessage()));
            return Optional.empty();
        }
    }

    private static String line(int round, Measurement m) {
        return "round %d %-18s %,12.0f events/s, %.2f s of processor per million (own %.2f, of it compilers %.2f), peak %d MiB, checkpoint %d KiB"
                .formatted(
                        round,
                        m.contender(),
                        m.eventsPerSecond(),
                        m.processorSecondsPerMillion(),
                        m.ownPerMillion(),
                        m.compilePerMillion(),
                        m.peakBytes() >> 20,
                        m.checkpointBytes() >> 10);
    }

    private Assignment assignment(Entry entry, int round) {
        boolean part = entry.kind().claim() == Claim.PART;
        long records = part ? Math.min(plan.prefixRecords(), backlog.records()) : backlog.records();
        long warmPass = part ? records / 2 : Math.min(records, plan.warmPassRecords());
        boolean ordered = backlog.hasCorrections() && entry.kind().needsOrder();
        return new Assignment(
                entry.kind().id(),
                stage.bootstrapServers(),
                stage.registryUrl(),
                RegistryStub.OBSERVATION,
                entry.parallelism(),
                ordered ? IN_ORDER : Topic.OBSERVATIONS.topicName(),
                records,
                plan.warmPassRecords() == 0 ? 0 : warmPass,
                plan.warmSeconds(),
                part ? Plan.prefixMarks(records) : plan.marks(backlog),
                reference.rows(),
                backlog.hasCorrections(),
                backlog.endMillis(),
                stage.folder().resolve(entry.name() + "-" + round).toString(),
                stage.home().resolve("flink-conf").toString(),
                stage.postgresUrl());
    }

    private static void say(String line) {
        System.err.println(line);
    }
}
