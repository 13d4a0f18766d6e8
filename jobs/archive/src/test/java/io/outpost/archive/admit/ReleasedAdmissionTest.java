package io.outpost.archive.admit;

import static io.outpost.archive.admit.RawObservations.NOON;
import static io.outpost.archive.admit.RawObservations.observation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.place.PlaceBounds;
import io.outpost.core.weather.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operator that keeps the state of the archive job goes on from that of every release as if it
 * had always run. With {@code outpost.release} it keeps that of a release, which never changes
 * again: CONTRIBUTING.md, A release.
 */
class ReleasedAdmissionTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final String SNAPSHOT = "admission";
    private static final PlaceBounds BOUNDS = new PlaceBounds(2, 2, 3, 200);
    private static final int PLACES = 30;

    static List<String> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void theOperatorGoesOnAsIfItHadAlwaysRun(String release) throws Exception {
        RunningAdmission always = RunningAdmission.start(BOUNDS, 1, null);
        accepted(always, before());
        List<String> expected = accepted(always, after());
        RunningAdmission restored =
                RunningAdmission.start(
                        BOUNDS,
                        2,
                        OperatorSnapshotUtil.readStateHandle(
                                RELEASED.resolve(release).resolve(SNAPSHOT).toString()));
        assertEquals(expected, accepted(restored, after()));
        always.close();
        restored.close();

        RunningAdmission fresh = RunningAdmission.start(BOUNDS, 1, null);
        List<String> forgotten = accepted(fresh, after());
        fresh.close();
        assertTrue(!forgotten.equals(expected), "what follows depends on what is kept");
    }

    /** Keeps what the test above reads. */
    @Test
    @Tag("release")
    void release() throws Exception {
        Path release = RELEASED.resolve(System.getProperty("outpost.release"));
        assertTrue(Files.notExists(release), "what was released never changes: " + release);
        Files.createDirectories(release);
        RunningAdmission operator = RunningAdmission.start(BOUNDS, 1, null);
        accepted(operator, before());
        OperatorSnapshotUtil.writeStateHandle(
                operator.snapshot(), release.resolve(SNAPSHOT).toString());
        operator.close();
    }

    private static List<String> accepted(
            RunningAdmission operator, List<RawObservation> observations) throws Exception {
        List<String> accepted = new ArrayList<>();
        for (RawObservation next : observations) {
            for (RawObservation one : operator.process(next)) {
                accepted.add(
                        "%s %s %s %s"
                                .formatted(
                                        one.placeId(),
                                        one.sensorId(),
                                        Instant.ofEpochMilli(one.observedAtMillis()),
                                        one.values()[Quantity.AIR_TEMPERATURE_CELSIUS.code()]));
            }
        }
        return accepted;
    }

    /** Never changes: what releases have kept was made of it. */
    private static List<RawObservation> before() {
        List<RawObservation> all = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            String place = "place " + i;
            all.add(observation().place(place).at(NOON.plusSeconds(i)).build());
            all.add(observation().place(place).sensor("b").at(NOON.plusSeconds(i + 60)).build());
            all.add(
                    observation()
                            .place(place)
                            .at(NOON.plus(Duration.ofDays(20 + i)))
                            .receivedAt(NOON.plusSeconds(90))
                            .celsius(i)
                            .extras(new byte[] {'{', '}'})
                            .build());
        }
        return all;
    }

    /** Nor does it: duplicates, a third and a fourth sensor, what confirms a jump, new places. */
    private static List<RawObservation> after() {
        List<RawObservation> all = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            String place = "place " + i;
            Instant received = NOON.plusSeconds(120 + i);
            all.add(
                    observation()
                            .place(place)
                            .sensor("b")
                            .at(NOON.plusSeconds(i + 60))
                            .receivedAt(received)
                            .build());
            for (String sensor : List.of("c", "d")) {
                all.add(
                        observation()
                                .place(place)
                                .sensor(sensor)
                                .at(NOON.plusSeconds(i + 61))
                                .receivedAt(received)
                                .build());
            }
            if (i % 2 == 0) {
                all.add(
                        observation()
                                .place(place)
                                .at(NOON.plus(Duration.ofDays(20 + i)).plusSeconds(60))
                                .receivedAt(received)
                                .build());
            }
            all.add(observation().place("later " + i).at(received).build());
        }
        return all;
    }
}
