package io.outpost.cli.relog;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.relog.PlaceFinder.Found;
import io.outpost.cli.replay.Recordings;
import io.outpost.cli.replay.order.Arrival;
import io.outpost.cli.replay.recording.ObservationEncoder;
import io.outpost.cli.send.PlaceRecords;
import io.outpost.cli.stack.Endpoints;
import io.outpost.cli.topic.Offsets;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Makes one log of another: looks at it, copies it, reads back what was written, finishes it. */
final class Relog implements AutoCloseable {
    private final Endpoints endpoints;
    private final RelogRequest request;
    private final Progress progress;
    private final Admin admin;
    private final Target target;

    Relog(Endpoints endpoints, RelogRequest request, Progress progress) {
        this.endpoints = endpoints;
        this.request = request;
        this.progress = progress;
        this.admin = Admin.create(endpoints.kafka().settings(Map.of()));
        this.target = new Target(admin, endpoints.kafka(), endpoints.logTopic(), request.to());
    }

    /** Where the source begins and ends, and how many records that are at most. */
    private record Extent(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {
        long records() {
            return ends.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    RelogReport run() throws InterruptedException, RegistryUnavailableException {
        target.requireSource();
        if (!request.dryRun()) {
            target.requireAbsent(request.again());
        }
        Extent extent = extent();
        OlderRows rows = request.merge().isEmpty() ? null : olderRows(extent);
        requireNoSenders(extent);
        int from = extent.ends().size();
        int to = request.partitions() == null ? from : request.partitions();
        if (!request.dryRun()) {
            target.create(to);
        }
        RelogReport report = copy(extent, new Routing(from, to, request.without()), to, rows);
        check(report, extent);
        return report;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private Extent extent() throws InterruptedException {
        Map<TopicPartition, Long> begins = new HashMap<>();
        Offsets.of(admin, endpoints.logTopic(), OffsetSpec.earliest())
                .forEach((partition, begin) -> begins.put(partition, begin.offset()));
        if (begins.values().stream().anyMatch(begin -> begin > 0)) {
            throw new CommandException(
                    "%s has lost its beginning: no log can be made of it."
                            .formatted(endpoints.logTopic()));
        }
        return new Extent(begins, Offsets.ends(admin, endpoints.logTopic()));
    }

    private OlderRows olderRows(Extent extent) throws RegistryUnavailableException {
        SchemaRegistry registry = new SchemaRegistry(endpoints.registryUrl());
        int schemaId =
                registry.register(
                        RecordType.OBSERVATION.subject(), RecordType.OBSERVATION.schema());
        Recordings recordings =
                Recordings.read(
                        request.merge(),
                        request.mapping(),
                        new ObservationEncoder(schemaId),
                        Arrival.ON_TIME);
        request.acceptance().require(recordings);
        KnownPlaces known = new KnownPlaces(recordings.toSendByPlace().keySet());
        PlaceFinder finder = finder(extent);
        try (LogInOrder log = log(extent)) {
            Received next = log.next();
            while (next != null && !known.isComplete()) {
                Found found = finder.find(next);
                known.take(next, found.placeId(), found.input());
                next = log.next();
            }
        }
        OlderRows rows =
                new OlderRows(
                        recordings,
                        known,
                        PlaceRecords.of(registry, request.to()),
                        request.before2000());
        if (rows.rowsByPlace().isEmpty()) {
            throw new CommandException(
                    "None of %,d rows is older than what the log has of its place: %s. What is newer is for ./outpost replay."
                            .formatted(recordings.readings().size(), rows.leftOut()));
        }
        return rows;
    }

    private RelogReport copy(Extent extent, Routing routing, int to, OlderRows rows)
            throws RegistryUnavailableException {
        int tickSchemaId =
                new SchemaRegistry(endpoints.registryUrl())
                        .register(RecordType.TICK.subject(), RecordType.TICK.schema());
        KafkaAccess kafka = request.dryRun() ? null : endpoints.kafka();
        try (LogInOrder log = log(extent);
                CopyWriter writer =
                        new CopyWriter(
                                request.to(), to, endpoints.logTopic(), tickSchemaId, kafka)) {
            Copying copying = new Copying(finder(extent), routing, writer, rows);
            copying.all(log, count -> say("copied", count, extent.records()));
            return copying.report(endpoints.logTopic(), extent.ends().size(), request);
        }
    }

    private void check(RelogReport report, Extent extent) throws InterruptedException {
        if (!report.balances()) {
            throw new IllegalStateException("records are lost: " + report.text());
        }
        List<String> absent =
                report.leftOutByPlace().entrySet().stream()
                        .filter(place -> place.getValue() == 0)
                        .map(Map.Entry::getKey)
                        .toList();
        if (!absent.isEmpty()) {
            throw new CommandException(
                    "The log has no record of %s: are these the ids? %s"
                            .formatted(absent, halfMade()));
        }
        if (!request.dryRun()) {
            readBack(report);
            requireNoSenders(extent);
            target.finish();
        }
    }

    private void readBack(RelogReport report) throws InterruptedException {
        Map<TopicPartition, Long> begins = new HashMap<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (int i = 0; i < report.written().length; i++) {
            begins.put(new TopicPartition(request.to(), i), 0L);
            ends.put(new TopicPartition(request.to(), i), report.written()[i]);
        }
        CopyDigest digest = new CopyDigest();
        long read = 0;
        try (LogInOrder log = new LogInOrder(endpoints.kafka(), begins, ends)) {
            for (Received next = log.next(); next != null; next = log.next()) {
                var logged = next.logged();
                digest.add(
                        next.partition(),
                        logged.timestamp(),
                        logged.key(),
                        logged.value(),
                        logged.headers());
                say("read back", ++read, report.writtenInAll());
            }
        }
        boolean ended = ends.equals(Offsets.ends(admin, request.to()));
        if (!ended || !digest.hex().equals(report.digest())) {
            throw new CommandException(
                    "%s does not have what was written to it. %s"
                            .formatted(request.to(), halfMade()));
        }
    }

    /** Ticks of the jobs are no loss: the next ones follow in the new log. */
    private void requireNoSenders(Extent extent) throws InterruptedException {
        Map<TopicPartition, Long> now = Offsets.ends(admin, endpoints.logTopic());
        long others = 0;
        try (LogInOrder since = new LogInOrder(endpoints.kafka(), extent.ends(), now)) {
            for (Received next = since.next(); next != null; next = since.next()) {
                others += isTick(next) ? 0 : 1;
            }
        }
        if (others > 0 && !request.dryRun()) {
            throw new CommandException(
                    "%,d records were appended to %s meanwhile, which the copy would lack. Stop all senders. %s"
                            .formatted(others, endpoints.logTopic(), halfMade()));
        }
    }

    private static boolean isTick(Received received) {
        Header type = received.logged().headers().lastHeader(RecordType.HEADER);
        byte[] tick = RecordType.TICK.fullName().getBytes(StandardCharsets.UTF_8);
        return type != null && Arrays.equals(type.value(), tick);
    }

    private String halfMade() {
        return request.dryRun()
                ? "Nothing was written."
                : "What there is of %s is half made, and no job reads it: run relog again with --again, which deletes it first."
                        .formatted(request.to());
    }

    private LogInOrder log(Extent extent) {
        return new LogInOrder(endpoints.kafka(), extent.begins(), extent.ends());
    }

    private PlaceFinder finder(Extent extent) {
        return new PlaceFinder(
                endpoints.registryUrl(),
                extent.ends().size(),
                (outage, pause) -> {
                    progress.update("waiting for the schema registry: " + outage.getMessage());
                    Thread.sleep(pause.toMillis());
                });
    }

    private void say(String what, long count, long all) {
        if (progress.isDue()) {
            progress.update("%s %,d of %,d records".formatted(what, count, all));
        }
    }
}
