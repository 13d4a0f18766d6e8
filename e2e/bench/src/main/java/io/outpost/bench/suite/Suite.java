package io.outpost.bench.suite;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.backlog.BacklogLoader;
import io.outpost.bench.backlog.Disorder;
import io.outpost.bench.contender.ContenderKind.Claim;
import io.outpost.bench.contender.ContenderTask;
import io.outpost.bench.fixture.BrokerFixture;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.fixture.ThreadPart;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One backlog in one broker, and the runs on it. The first run is the reference; a contender whose
 * rows differ from its rows, or that fails, gets no number and runs no more.
 */
public record Suite(Fixtures fixtures, Setup setup, BrokerFixture broker) implements AutoCloseable {
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

    /**
     * What is measured.
     *
     * @param name of the suite's folder
     * @param label behind the names of contenders in the failures
     * @param port first of two
     * @param runs those that were measured, also by the same command before
     * @param reference the rows that all contenders must have; null as long as there are none
     * @param failures why contenders have no number, by name and label
     */
    public record Setup(
            String name,
            String label,
            int port,
            Backlog backlog,
            RunConfig config,
            MeasuredRuns runs,
            AtomicReference<Measurement> reference,
            Map<String, String> failures) {}

    /** Starts a broker and loads the backlog. */
    public static Suite open(Fixtures fixtures, Setup setup)
            throws IOException, InterruptedException, ExecutionException {
        BrokerFixture broker = fixtures.startBroker(setup.name(), setup.port());
        Suite suite = new Suite(fixtures, setup, broker);
        try {
            suite.preload();
            return suite;
        } catch (RuntimeException | InterruptedException | ExecutionException e) {
            broker.close();
            throw e;
        }
    }

    /** The same broker and backlog with other runs. */
    public Suite with(String label, RunConfig config) {
        Setup other =
                new Setup(
                        setup.name(),
                        label,
                        setup.port(),
                        setup.backlog(),
                        config,
                        setup.runs(),
                        setup.reference(),
                        setup.failures());
        return new Suite(fixtures, other, broker);
    }

    /** Interleaved rounds; only contenders that never failed, and none without the reference. */
    public List<Measurement> run(List<Contender> contenders, int rounds)
            throws InterruptedException {
        List<String> names = contenders.stream().map(Contender::name).toList();
        List<Measurement> measured = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            List<Measurement> known = setup.runs().wholeRound(key(), round, names);
            known.forEach(run -> setup.reference().compareAndSet(null, run));
            measured.addAll(known);
            for (Contender contender : known.isEmpty() ? contenders : List.<Contender>of()) {
                if (hasFailed(contenders.get(0).name())) {
                    return List.of();
                }
                run(contender, round).ifPresent(measured::add);
            }
        }
        measured.removeIf(run -> hasFailed(run.contender()));
        return measured;
    }

    /** One run; empty when the contender has no number. */
    public Optional<Measurement> run(Contender contender, int round) throws InterruptedException {
        if (hasFailed(contender.name())) {
            return Optional.empty();
        }
        try {
            if (setup.backlog().hasCorrections() && !contender.kind().takesLateRecords()) {
                throw new IOException(NO_CORRECTIONS);
            }
            Measurement measured =
                    new ContenderRun(
                                    broker.pid(), fixtures.postgres().pid(), task(contender, round))
                            .measure(contender, setup.config().limit());
            requireSameRows(contender, measured);
            System.err.println(line(round, measured));
            setup.runs().add(key(), round, measured);
            return Optional.of(measured);
        } catch (IOException e) {
            setup.failures().put(contender.name() + setup.label(), e.getMessage());
            System.err.println(contender.name() + " has no number: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        broker.close();
        Fixtures.delete(folder());
    }

    private void preload() throws InterruptedException, ExecutionException {
        Backlog backlog = setup.backlog();
        broker.createTopics();
        long pauseMillis =
                BacklogLoader.load(
                        backlog, broker.bootstrapServers(), Topic.OBSERVATIONS.topicName());
        if (pauseMillis > MOST_PAUSE_MILLIS && !backlog.hasCorrections()) {
            throw new IllegalStateException(
                    "The broker took nothing for %d ms while the backlog was loaded, so that places count as idle and write rows twice. Try again when the machine does less else."
                            .formatted(pauseMillis));
        }
        if (backlog.hasCorrections() && setup.reference().get() == null) {
            broker.createTopic(IN_ORDER);
            Backlog ordered = backlog.with(backlog.duplicatePercent(), Disorder.NONE);
            BacklogLoader.load(ordered, broker.bootstrapServers(), IN_ORDER);
        }
    }

    /** The gate. */
    private void requireSameRows(Contender contender, Measurement measured) throws IOException {
        setup.reference().compareAndSet(null, measured);
        Measurement reference = setup.reference().get();
        if (contender.kind().claim() == Claim.ALL && !measured.agreesWith(reference)) {
            throw new IOException(
                    "%d rows and digest %x, the reference has %d rows and digest %x"
                            .formatted(
                                    measured.rows(),
                                    measured.digest(),
                                    reference.rows(),
                                    reference.digest()));
        }
    }

    private ContenderTask task(Contender contender, int round) {
        RunConfig config = setup.config();
        Backlog backlog = setup.backlog();
        boolean part = contender.kind().claim() == Claim.PART;
        long records = backlog.records();
        long some = part ? Math.min(config.prefixRecords(), records) : records;
        long warmPass = part ? some / 2 : Math.min(some, config.warmPassRecords());
        boolean ordered = backlog.hasCorrections() && contender.kind().needsOrder();
        Measurement reference = setup.reference().get();
        return new ContenderTask(
                contender.kind(),
                fixtures.addresses(broker),
                contender.parallelism(),
                ordered ? IN_ORDER : Topic.OBSERVATIONS.topicName(),
                some,
                config.warmPassRecords() == 0 ? 0 : warmPass,
                config.warmSeconds(),
                part ? RunConfig.prefixMarks(some) : config.marks(backlog),
                reference == null ? 0 : reference.rows(),
                backlog.hasCorrections(),
                backlog.endMillis(),
                folder().resolve(contender.name() + "-" + round).toString());
    }

    private boolean hasFailed(String contender) {
        return setup.failures().containsKey(contender + setup.label());
    }

    /** Only runs of the same are compared. */
    private String key() {
        return setup.name() + setup.label() + ' ' + setup.backlog() + ' ' + setup.config();
    }

    private Path folder() {
        return fixtures.folder().resolve(setup.name());
    }

    private static String line(int round, Measurement measured) {
        Measurement.Span clock = measured.clock();
        StringBuilder parts = new StringBuilder();
        for (ThreadPart part : clock.partSeconds().keySet()) {
            double seconds = clock.perMillion(clock.seconds(part));
            parts.append(String.format(Locale.ROOT, ", %s %.2f", part.words(), seconds));
        }
        return "round %d %-18s %,12.0f events/s, %.2f s of processor per million (own %.2f, of it%s)"
                .formatted(
                        round,
                        measured.contender(),
                        measured.eventsPerSecond(),
                        clock.processorSecondsPerMillion(),
                        clock.perMillion(clock.ownSeconds()),
                        parts.substring(Math.min(1, parts.length())));
    }
}
