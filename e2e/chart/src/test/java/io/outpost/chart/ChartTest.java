package io.outpost.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import io.outpost.chart.Chart.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of every values file: the chart is sound, what it renders would be taken, and keeps the rules.
 */
final class ChartTest {
    private static final Map<Scenario, List<Manifest>> RENDERED = new LinkedHashMap<>();
    private static Kinds kinds;

    @TempDir private Path folder;

    @BeforeAll
    static void render(@TempDir Path copy) throws IOException {
        kinds = new Kinds();
        Chart chart = Chart.shipped().copyWithHooks(copy.resolve("outpost"));
        for (Scenario scenario : chart.scenarios()) {
            RENDERED.put(scenario, chart.render(scenario));
        }
    }

    static Set<Scenario> scenarios() {
        return RENDERED.keySet();
    }

    @Test
    void theChartIsSoundWithTheValuesThatItHasByItself() {
        assertSound(Chart.shipped().lint());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theChartIsSound(Scenario scenario) throws IOException {
        assertSound(Chart.shipped().copyWithValues(folder.resolve("outpost"), scenario).lint());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void whatIsRenderedWouldBeTaken(Scenario scenario) throws IOException {
        List<String> complaints = new ArrayList<>();
        List<Manifest> manifests = RENDERED.get(scenario);
        for (Manifest manifest : manifests) {
            complaints.addAll(kinds.complaints(manifest));
        }
        assertEquals(List.of(), complaints);
        assertTrue(manifests.stream().anyMatch(Manifest::isFlink));
    }

    static List<Rule> rules() {
        return Rule.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHolds(Rule rule) {
        RENDERED.forEach(
                (scenario, manifests) ->
                        assertEquals(
                                List.of(),
                                rule.broken(manifests),
                                () -> rule + " with " + scenario));
    }

    @Test
    void namesAreUniqueAndShortEnoughForFlink() {
        for (List<Manifest> manifests : RENDERED.values()) {
            List<String> titles = manifests.stream().map(Manifest::title).toList();
            assertEquals(titles.stream().distinct().toList(), titles);
            manifests.stream()
                    .filter(Manifest::isFlink)
                    // The operator takes 45 characters; blue/green appends up to 6.
                    .forEach(m -> assertTrue(m.name().length() <= 39, m.name()));
        }
    }

    @Test
    void theWholeOfFlinkConfIsInTheChart() throws IOException {
        Manifest job =
                RENDERED.get(new Scenario(List.of("values-minimal.yaml"))).stream()
                        .filter(Manifest::isFlink)
                        .findFirst()
                        .orElseThrow();
        ObjectNode shipped =
                (ObjectNode)
                        Chart.YAML.readTree(
                                Chart.home().resolve("flink-conf/config.yaml").toFile());
        assertFalse(shipped.isEmpty());
        shipped.fieldNames()
                .forEachRemaining(
                        key ->
                                assertTrue(
                                        job.flinkSpec().path("flinkConfiguration").has(key), key));
    }

    /** The settings are linked into the chart; a package must have them itself. */
    @Test
    void aPackageRendersTheSame() throws IOException {
        Scenario minimal = new Scenario(List.of("values-minimal.yaml"));
        Chart chart = Chart.shipped();
        new Helm(chart.folder()).packageIt().withDestination(folder).call();
        assertEquals(
                chart.text(minimal), chart.textOf(folder.resolve("outpost-0.1.0.tgz"), minimal));
    }

    private static void assertSound(LintResult result) {
        assertFalse(result.isFailed(), () -> String.join("\n", result.getMessages()));
    }
}
