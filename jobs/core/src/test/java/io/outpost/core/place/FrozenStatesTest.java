package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.preference.Expression;
import io.outpost.core.preference.NoData;
import io.outpost.core.preference.Operator;
import io.outpost.core.preference.Preference;
import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.core.preference.PreferenceVersion;
import io.outpost.core.preference.Severity;
import io.outpost.core.preference.Signal;
import io.outpost.core.preference.Statistic;
import io.outpost.core.preference.Threshold;
import io.outpost.core.weather.Quantity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What versions before this one have stored of a place, as it was then: state-1 of before places
 * had a surface, state-2 of before they had models, state-3 with models and water levels, state-4
 * with rain over gaps, state-5 with a preference, state-6 with what stood before a quarter hour in
 * one piece. A version that stores otherwise reads them all, and adds its own ({@link #main}).
 */
class FrozenStatesTest {
    private static final PlaceVersion DESCRIBED =
            PlaceVersion.at("Trailhead", 40, -74, 10, "UTC", 3600);
    private static final PreferenceVersion WARM = new PreferenceVersion("warm", "ann", 1, "{}");
    private static final PreferenceDocuments DOCUMENTS =
            document ->
                    new Preference(
                            "Warm",
                            new Expression.ForAtLeast(
                                    Duration.ofMinutes(2),
                                    new Expression.Comparison(
                                            Signal.measure(
                                                    Quantity.AIR_TEMPERATURE_CELSIUS,
                                                    Statistic.MEAN,
                                                    0),
                                            Operator.AT_LEAST,
                                            Threshold.of(25),
                                            1,
                                            NoData.UNKNOWN)),
                            Duration.ZERO,
                            Duration.ZERO,
                            Duration.ZERO,
                            List.of(new Preference.Step(Severity.NOTICE, Duration.ZERO)),
                            List.of(),
                            null);
    private static final String LINE = "%s\t%d\t%s%n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void whatWasStoredGoesOnAsIfItHadAlwaysRun(int state) throws IOException {
        KeptPlace always = alwaysRun();
        KeptPlace restored = new KeptPlace(DOCUMENTS);
        restored.thaw(read(state));
        FrozenReadings.after().forEach(restored::replay);
        restored.idle();
        Map<String, String> after = minuteContent(restored);
        Map<String, String> expected = minuteContent(always);
        expected.keySet().retainAll(after.keySet());
        assertEquals(expected, after);
        assertTrue(after.keySet().stream().anyMatch(key -> key.startsWith("transition HEAT")));
        assertTrue(after.size() > 200, after.size() + " rows");
    }

    @Test
    void modelsOfAPlaceThatHadNoneBeginUncertain() throws IOException {
        KeptPlace restored = new KeptPlace(DOCUMENTS);
        restored.thaw(read(2));
        FrozenReadings.after().forEach(restored::replay);
        restored.idle();
        assertTrue(
                restored.emitted.transitions.stream()
                        .filter(row -> row.condition().equals("MUD"))
                        .allMatch(row -> row.state().equals("UNCERTAIN")));
        assertFalse(restored.emitted.models.get(0).hour().certainty().mud());
    }

    @Test
    void aPlaceWhosePositionWasNotStoredGetsModelsWhenItIsDescribedAgain() throws IOException {
        KeptPlace restored = new KeptPlace(DOCUMENTS);
        restored.thaw(read(1));
        FrozenReadings.after().subList(0, 100).forEach(restored::replay);
        restored.idle();
        assertTrue(restored.emitted.models.isEmpty());
        restored.describe(DESCRIBED);
        FrozenReadings.after().subList(100, 300).forEach(restored::replay);
        restored.idle();
        assertFalse(restored.emitted.models.isEmpty());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void modelsGoOnFromWhereTheyWere(int state) throws IOException {
        KeptPlace always = alwaysRun();
        KeptPlace restored = new KeptPlace(DOCUMENTS);
        restored.thaw(read(state));
        FrozenReadings.after().forEach(restored::replay);
        restored.idle();
        Map<String, String> after = restored.emitted.content();
        Map<String, String> expected = always.emitted.content();
        expected.keySet().retainAll(after.keySet());
        assertTrue(after.keySet().stream().anyMatch(key -> key.startsWith("model")));
        assertEquals(expected, after);
    }

    @Test
    void preferencesGoOnFromWhereTheyWere() throws IOException {
        KeptPlace restored = new KeptPlace(DOCUMENTS);
        restored.thaw(read(5));
        assertEquals(1, restored.place.appliedPreferences);
        FrozenReadings.after().forEach(restored::replay);
        restored.idle();
        assertEquals(preferences(alwaysRun(), restored), preferences(restored, restored));
        assertTrue(restored.emitted.preferenceEpisodes.size() > 1);
    }

    /** Of what another one has emitted too. */
    private static Map<String, String> preferences(KeptPlace place, KeptPlace other) {
        Map<String, String> rows = place.emitted.content();
        rows.keySet().removeIf(key -> !key.startsWith("preference"));
        rows.keySet().retainAll(other.emitted.content().keySet());
        return rows;
    }

    private static KeptPlace alwaysRun() {
        KeptPlace place = new KeptPlace(DOCUMENTS);
        place.describe(DESCRIBED);
        place.prefer(WARM);
        FrozenReadings.before().forEach(place::replay);
        FrozenReadings.after().forEach(place::replay);
        place.idle();
        return place;
    }

    private static Map<String, String> minuteContent(KeptPlace place) {
        Map<String, String> rows = place.emitted.content();
        rows.keySet()
                .removeIf(
                        key ->
                                key.startsWith("model")
                                        || key.contains("MUD")
                                        || key.contains("WATER")
                                        || key.contains("SNOW"));
        return rows;
    }

    private static Map<String, Map<Long, byte[]>> read(int state) throws IOException {
        Map<String, Map<Long, byte[]>> kinds = new TreeMap<>();
        try (var in = FrozenStatesTest.class.getResourceAsStream("state-" + state + ".tsv")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] parts = line.split("\t", -1);
                kinds.computeIfAbsent(parts[0], kind -> new HashMap<>())
                        .put(Long.valueOf(parts[1]), Base64.getDecoder().decode(parts[2]));
            }
        }
        return kinds;
    }

    /** Writes what this version stores into a file: a further state-N.tsv among the resources. */
    public static void main(String[] file) throws IOException {
        KeptPlace place = new KeptPlace(DOCUMENTS);
        place.describe(DESCRIBED);
        place.prefer(WARM);
        FrozenReadings.before().forEach(place::replay);
        StringBuilder text = new StringBuilder();
        place.frozen()
                .forEach(
                        (kind, pieces) ->
                                pieces.forEach(
                                        (number, bytes) ->
                                                text.append(
                                                        LINE.formatted(
                                                                kind,
                                                                number,
                                                                Base64.getEncoder()
                                                                        .encodeToString(bytes)))));
        Files.writeString(Path.of(file[0]), text);
    }
}
