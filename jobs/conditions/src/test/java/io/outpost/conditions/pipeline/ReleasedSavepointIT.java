package io.outpost.conditions.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.conditions.operator.Emissions;
import io.outpost.conditions.ticks.TickSource;
import io.outpost.core.condition.Condition;
import io.outpost.core.place.Emission;
import io.outpost.flink.parts.KafkaBroker;
import io.outpost.flink.parts.RunningJob;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job goes on from the savepoint of every release as if it had always run. With {@code
 * outpost.release} it makes that of a release, which never changes again: CONTRIBUTING.md, A
 * release.
 */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
class ReleasedSavepointIT {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path CODES = Path.of("../core/src/test/resources/released");
    private static final String LOG = "log.gz";
    private static final String SAVEPOINT = "savepoint";
    private static final int FEW = 100;
    private static final int MADE_WITH = 2;
    private static final int GOES_ON_WITH = 3;

    @RegisterExtension
    static final MiniClusterExtension FLINK =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(GOES_ON_WITH)
                            .build());

    @TempDir private Path folder;
    private KafkaBroker broker;

    @BeforeEach
    void start() throws IOException {
        broker = KafkaBroker.start(folder);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    static List<String> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }

    private static Path savepointOf(String release) {
        return RELEASED.resolve(release).resolve(SAVEPOINT).toAbsolutePath();
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theJobGoesOnAsIfItHadAlwaysRun(String release) throws Exception {
        Path savepoint = savepointOf(release);
        ReleasedLog released = ReleasedLog.read(RELEASED.resolve(release).resolve(LOG));
        requireOperatorsOf(savepoint);
        TimedLog log = TimedLog.write(broker, released.records(), released.schemas());
        List<String> later = conditionsAfter(release);
        Emissions expected =
                log.expected()
                        .without(log.expected(released.savepointAfter()))
                        .withoutAnyWith(later);
        for (Condition condition : Condition.values()) {
            String name = quoted(condition);
            assertTrue(
                    later.contains(name) || expected.hasOneWith("\"alerts\"", name, "\"ENDED\""),
                    "no episode of " + condition + " was open in the savepoint");
        }
        assertTrue(expected.hasOneWith("\"preference_alerts\"", "\"ENDED\""));
        assertTrue(expected.hasOneWith("\"NO_DATA\""));
        run(log, savepoint, expected, later, GOES_ON_WITH);
    }

    /** In quotes, those that a release did not have: with it they begin anew. */
    private static List<String> conditionsAfter(String release) throws IOException {
        String codes = Files.readString(CODES.resolve(release).resolve("codes.tsv"));
        return Arrays.stream(Condition.values())
                .filter(one -> !codes.contains("Condition %03d\t%s\n".formatted(one.code(), one)))
                .map(ReleasedSavepointIT::quoted)
                .toList();
    }

    private static String quoted(Condition condition) {
        return "\"" + condition + "\"";
    }

    /** Of one that is missing a savepoint says nothing: Flink carries its values on, unread. */
    @Test
    void everyStateHasTheNameThatItHad() throws Exception {
        LogRecords few = ReleaseWeather.log().records().first(FEW);
        few.addTicks(few.lastMillis());
        TimedLog log = TimedLog.write(broker, few, LogRecords.schemas());
        Map<String, Set<String>> now =
                SavepointStates.of(run(log, null, log.expected(), List.of(), 1));
        for (String release : releases()) {
            for (Map.Entry<String, Set<String>> operator :
                    SavepointStates.of(savepointOf(release)).entrySet()) {
                Set<String> lost = new TreeSet<>(operator.getValue());
                lost.removeAll(now.getOrDefault(operator.getKey(), Set.of()));
                assertEquals(
                        Set.of(),
                        lost,
                        "names of states never change: give these back to " + operator.getKey());
            }
        }
    }

    /** Makes what the tests above read. */
    @Test
    @Tag("release")
    void release() throws Exception {
        Path release = RELEASED.resolve(System.getProperty("outpost.release"));
        assertTrue(Files.notExists(release), "what was released never changes: " + release);
        ReleasedLog released = ReleaseWeather.log();
        TimedLog log = TimedLog.write(broker, released.before(), released.schemas());
        Path savepoint = run(log, null, log.expected(), List.of(), MADE_WITH);
        Files.createDirectories(release);
        released.write(release.resolve(LOG));
        Files.move(savepoint, release.resolve(SAVEPOINT));
    }

    /**
     * Until it has emitted what is expected, and nothing else but of the conditions that are not
     * compared; returns its last savepoint.
     */
    private Path run(
            TimedLog log,
            Path savepoint,
            Emissions expected,
            List<String> notCompared,
            int parallelism)
            throws Exception {
        Emissions emissions = new Emissions();
        try (HandedOver<Emission> tap = new HandedOver<>(emissions::add);
                HandedOver<Emission> rows = new HandedOver<>(row -> {});
                HandedOver<Emission> messages = new HandedOver<>(message -> {});
                HandedOver<Long> ticks = new HandedOver<>(tick -> {})) {
            RunningJob.Graph graph =
                    environment -> {
                        environment.setParallelism(parallelism);
                        environment.configure(inOneFile());
                        ConditionsPipeline.build(
                                environment,
                                new Inputs(
                                        log.source(),
                                        LogRecords.PARTITIONS,
                                        log.reader(),
                                        TickSource.everySecond()),
                                new Outputs(rows, messages, tap, ticks),
                                TimedLog.SETTINGS);
                    };
            try (RunningJob job =
                    RunningJob.start(graph, folder, savepoint, RunningJob.Restarts.NEVER)) {
                String problem = problem(job, () -> emissions.hasAllOf(expected));
                Path after = job.stop(folder);
                expected.requireSame(emissions.withoutAnyWith(notCompared), problem);
                return after;
            }
        }
    }

    /** Of a job that does not come to an end; what it lacks says more. */
    private static String problem(RunningJob job, Callable<Boolean> condition) throws Exception {
        try {
            job.await("all emissions", condition);
            return "";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }

    private static void requireOperatorsOf(Path savepoint) throws Exception {
        Set<String> lost = new TreeSet<>(SavepointStates.of(savepoint).keySet());
        for (Field uid : OperatorIds.class.getFields()) {
            lost.remove((String) uid.get(null));
        }
        assertEquals(Set.of(), lost, "uids of OperatorIds never change: give these back");
    }

    /** Files beside that of the metadata have names by chance. */
    private static Configuration inOneFile() {
        return new Configuration()
                .set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    }
}
