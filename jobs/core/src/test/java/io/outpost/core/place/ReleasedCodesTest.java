package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.AlertKind;
import io.outpost.core.condition.Cadence;
import io.outpost.core.condition.Condition;
import io.outpost.core.condition.State;
import io.outpost.core.condition.Transition.EpisodeStep;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.preference.Severity;
import io.outpost.core.preference.Statistic;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What stands for a thing in stored state, messages and tables keeps standing for it, release after
 * release. With {@code outpost.release} it writes those of a release, which never change again:
 * CONTRIBUTING.md, A release.
 */
class ReleasedCodesTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final String CODES = "codes.tsv";
    private static final List<Enum<?>[]> BY_POSITION =
            List.of(
                    Cadence.values(),
                    EpisodeStep.values(),
                    Flag.values(),
                    PaneWidth.values(),
                    RainReach.values(),
                    Severity.values(),
                    State.values(),
                    Statistic.values(),
                    StreamSize.values(),
                    Surface.values());
    private static final List<Enum<?>[]> BY_NAME =
            List.of(AlertKind.values(), RejectionReason.values());

    static List<String> releases() throws IOException {
        try (Stream<Path> folders = Files.list(RELEASED)) {
            return folders.map(Path::getFileName).map(Path::toString).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void codesStandForWhatTheyStoodFor(String release) throws IOException {
        Map<String, String> released =
                Files.readAllLines(RELEASED.resolve(release).resolve(CODES)).stream()
                        .map(line -> line.split("\t", -1))
                        .collect(Collectors.toMap(part -> part[0], part -> part[1]));
        Map<String, String> now = codes();
        List<String> changed =
                released.keySet().stream()
                        .filter(code -> !released.get(code).equals(now.get(code)))
                        .map(code -> code + " was " + released.get(code))
                        .sorted()
                        .toList();
        assertEquals(
                List.of(),
                changed,
                "what was released is stored: add behind it, and change, move or use again nothing");
    }

    /** Writes what the test above reads. */
    @Test
    @Tag("release")
    void release() throws IOException {
        Path release = RELEASED.resolve(System.getProperty("outpost.release"));
        assertTrue(Files.notExists(release), "what was released never changes: " + release);
        Files.createDirectories(release);
        Files.write(
                release.resolve(CODES),
                codes().entrySet().stream().map(e -> e.getKey() + "\t" + e.getValue()).toList());
    }

    /** By enum and code, so that a code that is used again is seen, too. */
    private static Map<String, String> codes() {
        Map<String, String> codes = new TreeMap<>();
        for (Quantity quantity : Quantity.values()) {
            codes.put("Quantity %03d".formatted(quantity.code()), quantity.name());
        }
        for (Condition condition : Condition.values()) {
            codes.put("Condition %03d".formatted(condition.code()), condition.name());
        }
        for (Enum<?>[] all : BY_POSITION) {
            for (Enum<?> one : all) {
                codes.put(name(one) + " %03d".formatted(one.ordinal()), one.name());
            }
        }
        for (Enum<?>[] all : BY_NAME) {
            for (Enum<?> one : all) {
                codes.put(name(one) + " " + one.name(), one.name());
            }
        }
        return codes;
    }

    private static String name(Enum<?> one) {
        return one.getDeclaringClass().getSimpleName();
    }
}
