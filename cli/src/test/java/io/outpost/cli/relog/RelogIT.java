package io.outpost.cli.relog;

import static io.outpost.cli.relog.TestLog.header;
import static io.outpost.cli.relog.TestLog.observation;
import static io.outpost.cli.relog.TestLog.parameters;
import static io.outpost.cli.relog.TestLog.tick;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.relog.LogInOrder.Received;
import io.outpost.cli.replay.Acceptance;
import io.outpost.cli.replay.MappingChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Logs on a real broker, made of others. */
class RelogIT {
    private static final int PARTITIONS = 4;
    private static final long NOON = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();
    private static final long SECOND = Duration.ofSeconds(1).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final List<String> PLACES = List.of("a", "b", "c", "d", "e", "f", "g");
    private static final String MAPPING =
            """
            name: garden
            place: {column: id}
            time: {column: at, zone: UTC}
            quantities:
              airTemperatureCelsius: {column: t, unit: degC}
            """;

    @TempDir private static Path brokerFolder;
    private static TestLog logs;

    @TempDir private Path folder;
    private String source;
    private String made;

    @BeforeAll
    static void start() throws Exception {
        logs = new TestLog(brokerFolder);
    }

    @AfterAll
    static void stop() {
        logs.close();
    }

    @BeforeEach
    void name(TestInfo test) {
        source = test.getTestMethod().orElseThrow().getName();
        made = source + ".made";
    }

    @Test
    void aCopyHasAllWithItsTimesAndGoesOnByTheBrokersTime() throws Exception {
        log();
        RelogReport report = relog(request());
        assertEquals(rows(source), rows(made));
        assertTrue(report.balances(), report.text());
        assertEquals(PARTITIONS, report.leftOut().get(LeftOut.MARK), "the source's own marks");
        assertEquals("LogAppendTime", logs.setting(made, "message.timestamp.type"));
        assertEquals("-1", logs.setting(made, "retention.ms"));
        assertEquals(
                logs.setting(source, "segment.ms"), logs.setting(made, "segment.ms"), "as before");
        logs.send(made, 0, 1, null, tick(1));
        List<Received> after = logs.records(made);
        Received last = after.get(after.size() - 1);
        assertEquals(TimestampType.LOG_APPEND_TIME, last.logged().timestampType());
        assertTrue(last.receivedMillis() > NOON, "not the time of its sender");
    }

    @Test
    void aClockThatSteppedBackIsWrittenAsItWasReceived() throws Exception {
        logs.create(source, 1, true);
        for (long at : new long[] {NOON, NOON - HOUR, NOON + 1}) {
            logs.send(source, 1, "a", at, observation("a", "s", at, 1.0));
        }
        logs.finish(source);
        relog(request());
        assertEquals(
                List.of(NOON, NOON, NOON + 1),
                logs.records(made).stream().map(one -> one.logged().timestamp()).toList());
    }

    @Test
    void otherPartitionsKeepTheOrderAndTheTimesOfEachPlace() throws Exception {
        log();
        List<Received> all = logs.records(source);
        for (int partitions : new int[] {1, 3, 7}) {
            String to = made + partitions;
            RelogReport report = relog(request(to).partitions(partitions));
            assertTrue(report.balances(), report.text());
            List<Received> of = logs.records(to);
            for (String place : PLACES) {
                List<Received> before = ofPlace(all, place);
                List<Received> after = ofPlace(of, place);
                assertEquals(rows(before, false), rows(after, false), place);
                after.forEach(
                        one ->
                                assertEquals(
                                        Routing.partitionOf(place, partitions), one.partition()));
            }
        }
    }

    @Test
    void eachPartitionGetsATickASecondAsIfThereHadBeenSoMany() throws Exception {
        logs.create(source, PARTITIONS, true);
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < PARTITIONS; i++) {
                long at = NOON + second * SECOND + 10L * i;
                logs.send(source, i, at, null, tick(at));
            }
        }
        logs.finish(source);
        RelogReport report = relog(request().partitions(3));
        Map<Integer, List<Long>> ticks = new TreeMap<>();
        for (Received one : logs.records(made)) {
            ticks.computeIfAbsent(one.partition(), p -> new ArrayList<>())
                    .add(one.receivedMillis());
        }
        List<Long> each = List.of(NOON, NOON + SECOND, NOON + 2 * SECOND);
        assertEquals(Map.of(0, each, 1, each, 2, each), ticks);
        assertEquals(9, report.leftOut().get(LeftOut.TICK));
        assertEquals(6, report.ticksMultiplied());
    }

    @Test
    void whatIsRejectedStaysRejected() throws Exception {
        logs.create(source, PARTITIONS, true);
        byte[] misplaced = observation("a", "s", NOON, 1.0);
        int right = Routing.partitionOf("a", PARTITIONS);
        for (int i = 0; i < PARTITIONS; i++) {
            if (i != right) {
                logs.send(source, i, NOON, "a", misplaced);
            }
            logs.send(source, i, NOON, "a", new byte[] {1, 2, 3});
        }
        logs.finish(source);
        RelogReport three = relog(request().partitions(3));
        assertEquals(3, three.misplaced());
        assertEquals(PARTITIONS, three.unreadable());
        for (Received one : logs.records(made)) {
            if (Arrays.equals(one.logged().value(), misplaced)) {
                assertNotEquals(Routing.partitionOf("a", 3), one.partition());
            }
        }
        RelogReport one = relog(request(made + 1).partitions(1));
        assertEquals(3, one.leftOut().get(LeftOut.MISPLACED));
        assertEquals(PARTITIONS, one.unreadable());
    }

    @Test
    void withoutAPlaceNothingOfItIsLeft() throws Exception {
        log();
        int wrong = (Routing.partitionOf("c", PARTITIONS) + 1) % PARTITIONS;
        logs.send(source, wrong, 0, null, observation("c", "s", NOON, 1.0));
        logs.send(source, 0, 0, "c", new byte[] {9});
        logs.send(source, PARTITIONS, "c", 0, observation("c", "s", NOON, null));
        logs.send(source, PARTITIONS, "cc", 0, observation("cc", "s", NOON, 1.0));
        List<String> others = new ArrayList<>(rows(source));
        others.removeIf(row -> row.contains(hex("c", "s")) || row.contains("key=c "));
        RelogReport report = relog(request().without("c"));
        assertEquals(logs.records(source).size() - others.size(), report.leftOutByPlace().get("c"));
        assertEquals(others, rows(made));
        assertTrue(rows(made).stream().anyMatch(row -> row.contains("key=cc ")));
    }

    @Test
    void aPlaceThatIsNotThereIsNoSuccess() throws Exception {
        log();
        CommandException refused =
                assertThrows(CommandException.class, () -> relog(request().without("C")));
        assertTrue(refused.getMessage().contains("no record of [C]"), refused.getMessage());
        assertEquals("CreateTime", logs.setting(made, "message.timestamp.type"));
    }

    @Test
    void olderRowsCountAsReceivedWhenTheyWereObserved() throws Exception {
        logs.create(source, PARTITIONS, true);
        logs.send(source, PARTITIONS, "b", NOON - 20 * HOUR, observation("b", "s", NOON, 1.0));
        logs.send(source, PARTITIONS, "a", NOON, parameters("a", "Garden"));
        logs.send(source, PARTITIONS, "a", NOON + 1, observation("a", "s", NOON, 1.0));
        logs.send(source, PARTITIONS, "a", NOON + 2, observation("a", "s", NOON - 60, 1.0));
        logs.finish(source);
        RelogReport report =
                relog(
                        request()
                                .merge(
                                        "a,2026-03-01T11:00:00,11",
                                        "a,2026-02-28T10:00:00,10",
                                        "a,2026-03-01T12:00:00,12",
                                        "a,1999-12-31T00:00:00,1",
                                        "new,2026-02-28T10:00:00,5"));
        assertEquals(
                List.of(
                        NOON - 26 * HOUR + " Garden",
                        NOON - 26 * HOUR + " 10.0",
                        NOON - HOUR + " 11.0",
                        NOON + " Garden",
                        NOON + 1 + " 1.0",
                        NOON + 2 + " 1.0"),
                shown(ofPlace(logs.records(made), "a")));
        assertEquals(Map.of(LeftOut.NOT_OLDER, 1L, LeftOut.BEFORE_2000, 1L), report.rowsLeftOut());
        assertEquals(Map.of("a", 2L, "new", 1L), report.mergedByPlace());
        assertEquals(1, report.parameters(), "the first that the log has of a");
        assertTrue(report.balances(), report.text());
        long last = Long.MIN_VALUE;
        for (Received one : ofPlace(logs.records(made), "a")) {
            assertTrue(one.logged().timestamp() >= last, "monotone within a partition");
            last = one.logged().timestamp();
        }
    }

    @Test
    void rowsThatAreNotOlderAreRefused() throws Exception {
        log();
        CommandException refused =
                assertThrows(
                        CommandException.class,
                        () -> relog(request().merge("a,2026-04-01T00:00:00,1")));
        assertTrue(refused.getMessage().startsWith("None of 1 rows"), refused.getMessage());
    }

    @Test
    void aTopicThatIsThereIsNeverTouched() throws Exception {
        log();
        logs.create(made, 2, false);
        assertObjects("There is a topic " + made, request().again());
        logs.send(made, 0, NOON, null, tick(NOON));
        assertObjects("There is a topic " + made, request().again());
        assertEquals(1, logs.broker().lag("nobody", made));
        relog(request(made + 2));
        assertObjects("There is a topic " + made + 2, request(made + 2).again());
    }

    @Test
    void oneThatIsHalfMadeIsMadeAnew() throws Exception {
        log();
        logs.create(made, 2, true);
        logs.send(made, 0, NOON, null, tick(NOON));
        assertObjects("is half made", request());
        relog(request().again());
        assertEquals(rows(source), rows(made));
        assertEquals("LogAppendTime", logs.setting(made, "message.timestamp.type"));
    }

    @Test
    void aSenderThatGoesOnEndsIt() throws Exception {
        log();
        PrintStream appending =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        try {
                            logs.send(source, PARTITIONS, "a", 0, observation("a", "s", NOON, 2.0));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        Progress progress = new Progress(appending, false, System::nanoTime);
        CommandException refused =
                assertThrows(CommandException.class, () -> relog(request(), progress));
        assertTrue(refused.getMessage().contains("Stop all senders"), refused.getMessage());
        assertEquals("CreateTime", logs.setting(made, "message.timestamp.type"));
    }

    @Test
    void ticksOfTheJobsMeanwhileDoNotMatter() throws Exception {
        log();
        PrintStream ticking =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
                    @Override
                    public void println(String line) {
                        try {
                            logs.send(
                                    source,
                                    0,
                                    0,
                                    null,
                                    tick(1),
                                    header("outpost.type", "io.outpost.schemas.Tick"));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }
                };
        assertTrue(relog(request(), new Progress(ticking, false, System::nanoTime)).balances());
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        log();
        RelogReport report = relog(request().partitions(3).dryRun());
        RelogReport done = relog(request().partitions(3));
        assertEquals(done.digest(), report.digest());
        assertEquals(Arrays.toString(done.written()), Arrays.toString(report.written()));
    }

    @Test
    void aTopicWithTimesOfSendersIsNoLog() throws Exception {
        logs.create(source, 1, false);
        logs.send(source, 1, "a", NOON, observation("a", "s", NOON, 1.0));
        assertObjects("it is no log, or half made", request());
        logs.finish(source);
        assertObjects("a record whose time its sender has set", request());
    }

    /** Some of all that there is. */
    private void log() throws Exception {
        logs.create(source, PARTITIONS, true);
        for (int i = 0; i < 60; i++) {
            String place = PLACES.get(i % PLACES.size());
            long at = NOON + i * SECOND;
            byte[] value =
                    i % 10 == 9 ? parameters(place, "n" + i) : observation(place, "s", at, 1.0 * i);
            int partition = Routing.partitionOf(place, PARTITIONS);
            logs.send(source, partition, at, place, value, header("sender", "h" + i));
            logs.send(source, i % PARTITIONS, at, null, tick(at));
        }
        logs.finish(source);
    }

    private void assertObjects(String part, Request request) {
        CommandException refused = assertThrows(CommandException.class, () -> relog(request));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    private RelogReport relog(Request request) throws Exception {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return relog(request, new Progress(nowhere, false, System::nanoTime));
    }

    private RelogReport relog(Request request, Progress progress) throws Exception {
        try (Relog relog = new Relog(logs.endpoints(source), request.request(), progress)) {
            return relog.run();
        }
    }

    private Request request() {
        return request(made);
    }

    private Request request(String to) {
        return new Request(to);
    }

    /** Builds a request, with what a test says of it. */
    private final class Request {
        private final String to;
        private Integer partitions;
        private Set<String> without = Set.of();
        private List<Path> merge = List.of();
        private boolean again;
        private boolean dryRun;

        Request(String to) {
            this.to = to;
        }

        Request partitions(int number) {
            partitions = number;
            return this;
        }

        Request without(String place) {
            without = Set.of(place);
            return this;
        }

        Request merge(String... rows) throws Exception {
            merge =
                    List.of(
                            Files.writeString(
                                    folder.resolve("garden.csv"),
                                    "id,at,t\n" + String.join("\n", rows) + "\n"));
            return this;
        }

        Request again() {
            again = true;
            return this;
        }

        Request dryRun() {
            dryRun = true;
            return this;
        }

        RelogRequest request() throws Exception {
            Path mapping = Files.writeString(folder.resolve("garden.yaml"), MAPPING);
            return new RelogRequest(
                    to,
                    partitions,
                    without,
                    merge,
                    new MappingChoice(mapping.toString()),
                    new Acceptance(0),
                    false,
                    again,
                    dryRun);
        }
    }

    private static List<Received> ofPlace(List<Received> records, String place) {
        byte[] key = place.getBytes(StandardCharsets.UTF_8);
        return records.stream().filter(one -> Arrays.equals(key, one.logged().key())).toList();
    }

    private static List<String> rows(String topic) throws Exception {
        return rows(logs.records(topic), true);
    }

    private static List<String> rows(List<Received> records, boolean withPartition) {
        return records.stream()
                .map(
                        one ->
                                (withPartition ? one.partition() + " " : "")
                                        + one.receivedMillis()
                                        + " key="
                                        + text(one.logged().key())
                                        + " value="
                                        + HexFormat.of().formatHex(one.logged().value())
                                        + headers(one))
                .toList();
    }

    private static String headers(Received one) {
        return Arrays.stream(one.logged().headers().toArray())
                .map((Header header) -> " " + header.key() + "=" + text(header.value()))
                .collect(Collectors.joining());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "none" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The times, and the names or the temperatures. */
    private static List<String> shown(List<Received> records) throws IOException {
        List<String> shown = new ArrayList<>();
        for (Received one : records) {
            byte[] value = one.logged().value();
            String text = new String(value, StandardCharsets.ISO_8859_1);
            shown.add(
                    one.receivedMillis()
                            + " "
                            + (text.contains("Garden") ? "Garden" : TestLog.celsius(value)));
        }
        return shown;
    }

    /** Two strings as they stand one behind the other in an observation. */
    private static String hex(String place, String sensor) {
        byte[] value = observation(place, sensor, NOON, 1.0);
        int start = 5;
        return "value=" + HexFormat.of().formatHex(Arrays.copyOf(value, start + 4));
    }
}
