package io.outpost.e2e.burst;

import io.outpost.cli.stack.Await;
import io.outpost.e2e.burst.BurstPlan.Channel;
import io.outpost.e2e.burst.Kills.Progress;
import io.outpost.e2e.rig.CheckpointWatch;
import io.outpost.e2e.rig.ConsoleConsumer;
import io.outpost.e2e.rig.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** One burst of alerts, in the middle of which something is killed. */
final class Burst implements AutoCloseable {
    private static final Duration BEGIN_LIMIT = Duration.ofMinutes(1);
    private static final Duration END_LIMIT = Duration.ofMinutes(10);
    private static final Duration STATUS_LIMIT = Duration.ofMinutes(3);
    private static final long PROGRESS_NANOS = Duration.ofSeconds(10).toNanos();

    /** Every other one cuts itself, too. */
    private static final int STREAMS = 4;

    private final LocalStack stack;
    private final Readers readers;
    private final BurstPlan plan;
    private final Victim victim;
    private final PrintStream out;
    private final BurstTables tables;
    private final List<StreamClient> streams = new ArrayList<>();
    private final int postsBefore;
    private long progressAtNanos = System.nanoTime();

    /** Who reads alerts, over all bursts. */
    record Readers(ConsoleConsumer console, WebhookReceiver webhooks, DeliverProcess deliver) {}

    Burst(LocalStack stack, Readers readers, BurstPlan plan, Victim victim, PrintStream out) {
        this.stack = stack;
        this.readers = readers;
        this.plan = plan;
        this.victim = victim;
        this.out = out;
        this.tables = new BurstTables(stack, plan);
        this.postsBefore = readers.webhooks().count();
    }

    /** Returns when all that is due is there, or does not come. */
    BurstReport run(long seed) throws Exception {
        Kills kills = Kills.of(victim, seed);
        int mostInFlight = plan.channels().size() * kills.ofSenders();
        String planned = kills.toString();
        out.printf("%s %,d alerts, killed: %s%n", Instant.now(), plan.alerts(), planned);
        Duration took;
        try (BurstSender sender = new BurstSender(stack)) {
            sender.places(tables);
            new BurstSetup(stack.apiUrl()).save(plan, readers.webhooks());
            connect(seed);
            Instant begun = Instant.now();
            sender.burst(plan, share -> strike(kills, Progress.SENT, share));
            boolean isThere = Await.holds(END_LIMIT, () -> isThere(kills));
            took = Duration.between(begun, Instant.now());
            out.println(isThere ? "  all is there after " + took : "  gave up after " + took);
        }
        awaitLeftovers();
        return report(planned, mostInFlight, took);
    }

    private void connect(long seed) throws InterruptedException {
        for (int i = 0; i < STREAMS; i++) {
            streams.add(new StreamClient(stack.apiUrl(), i % 2 == 0 ? null : new Random(seed + i)));
        }
        Await.until(
                "streams have begun",
                BEGIN_LIMIT,
                () -> streams.stream().allMatch(StreamClient::hasBegun));
    }

    private void strike(Kills kills, Progress by, double share)
            throws IOException, InterruptedException {
        kills.strike(by, share, this::isKilled)
                .forEach(kill -> out.printf("  %s killed %s%n", Instant.now(), kill));
    }

    private boolean isKilled(Victim part) throws IOException, InterruptedException {
        if (part == Victim.DELIVER) {
            readers.deliver().kill();
            return true;
        }
        Optional<ProcessHandle> process = process(part.label());
        process.ifPresent(LocalStack::kill);
        return process.isPresent();
    }

    /** As the supervisor has it, who starts it again. */
    private Optional<ProcessHandle> process(String part) throws IOException {
        String id = stack.id();
        return stack.pids(List.of(part)).stream()
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(one -> one.info().commandLine().orElse("").contains(id))
                .findFirst();
    }

    private boolean isThere(Kills kills) throws SQLException, IOException, InterruptedException {
        strike(kills, Progress.SENT, 1);
        int posts = readers.webhooks().count() - postsBefore;
        strike(kills, Progress.DELIVERED, (double) posts / plan.alerts());
        int read = onTopic().size();
        List<Integer> streamed = streams.stream().map(one -> one.alertIds().size()).toList();
        int stored = tables.alerts().size();
        long delivered =
                tables.deliveries().stream().filter(one -> one.deliveredAt() != null).count();
        if (System.nanoTime() - progressAtNanos > PROGRESS_NANOS) {
            progressAtNanos = System.nanoTime();
            out.printf(
                    "  of %,d alerts %,d stored, %,d on the topic, %,d delivered; streamed %s of %,d%n",
                    plan.alerts(), stored, read, delivered, streamed, plan.places());
        }
        return kills.areDone()
                && read >= plan.alerts()
                && stored >= plan.alerts()
                && delivered >= plan.alerts()
                && streamed.stream().allMatch(count -> count >= plan.places());
    }

    /** As the console consumer has printed it. */
    private List<TopicAlert> onTopic() {
        return readers.console().printed().stream()
                .filter(one -> one.alert().getPlaceId().startsWith(plan.placePrefix()))
                .map(
                        one ->
                                new TopicAlert(
                                        one.partition(),
                                        one.offset(),
                                        one.alert().getAlertId(),
                                        one.alert().getPreferenceId() == null))
                .toList();
    }

    /** What comes twice would come by now: two checkpoints later, with everything running. */
    private void awaitLeftovers() throws Exception {
        try (CheckpointWatch watch = new CheckpointWatch(stack.checkpoints())) {
            watch.awaitNext();
            watch.awaitNext();
        }
        Await.until(
                "status is content",
                STATUS_LIMIT,
                () -> stack.run(STATUS_LIMIT, "status").exitCode() == 0);
    }

    private BurstReport report(String kills, int mostInFlight, Duration took)
            throws SQLException, IOException {
        List<StoredAlert> stored = tables.alerts();
        List<TopicAlert> topic = onTopic();
        return new BurstReport(
                victim,
                kills,
                BurstCheck.tables(plan.due(), stored),
                BurstCheck.topic(stored, topic),
                streams.stream().map(one -> BurstCheck.stream(topic, one.alertIds())).toList(),
                streams.stream().mapToInt(StreamClient::resumes).sum(),
                streams.stream().mapToInt(StreamClient::gaps).sum(),
                BurstCheck.webhooks(
                        due(stored), readers.webhooks().after(postsBefore), tables.deliveries()),
                mostInFlight,
                took);
    }

    /** Which alerts each channel must be sent. */
    private Map<String, Set<String>> due(List<StoredAlert> stored) {
        Map<DueAlert, Set<String>> ids =
                stored.stream()
                        .collect(
                                Collectors.groupingBy(
                                        StoredAlert::about,
                                        Collectors.mapping(
                                                StoredAlert::alertId, Collectors.toSet())));
        Map<String, Set<String>> due = new HashMap<>();
        for (Channel channel : plan.channels()) {
            Set<String> ofChannel = due.computeIfAbsent(channel.id(), any -> new HashSet<>());
            for (String place : channel.placeIds()) {
                ofChannel.addAll(
                        ids.getOrDefault(new DueAlert(place, channel.subject()), Set.of()));
            }
        }
        return due;
    }

    @Override
    public void close() throws IOException {
        for (StreamClient stream : streams) {
            stream.close();
        }
    }
}
