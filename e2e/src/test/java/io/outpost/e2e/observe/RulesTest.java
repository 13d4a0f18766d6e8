package io.outpost.e2e.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The rules by which alerts are raised, by Prometheus' own tools where they are installed. */
class RulesTest {
    @Test
    void eachRuleFiresWhenItShouldAndElseIsSilent() throws Exception {
        List<String> command = List.of("promtool", "test", "rules", "outpost-test.yaml");
        assertEquals(0, run(command, ObserveFiles.rulesFolder()));
    }

    @Test
    void eachRuleHasACaseOfBothKinds() throws IOException {
        Set<String> cases = new HashSet<>();
        for (JsonNode one :
                ObserveFiles.yaml(ObserveFiles.rulesFolder().resolve("outpost-test.yaml"))
                        .path("tests")) {
            JsonNode asked = one.path("alert_rule_test").path(0);
            boolean fires = !asked.path("exp_alerts").isEmpty();
            cases.add(asked.path("alertname").asText() + (fires ? " fires" : " is silent"));
        }
        Set<String> wanted = new HashSet<>();
        for (String rule : ObserveFiles.rules().keySet()) {
            wanted.add(rule + " fires");
            wanted.add(rule + " is silent");
        }
        assertEquals(wanted, cases);
    }

    /** A rule is always silent about series that it does not ask for. */
    @Test
    void eachCaseHasSeriesThatItsRuleAsksFor() throws IOException {
        for (JsonNode one :
                ObserveFiles.yaml(ObserveFiles.rulesFolder().resolve("outpost-test.yaml"))
                        .path("tests")) {
            String rule = one.path("alert_rule_test").path(0).path("alertname").asText();
            String asksFor = ObserveFiles.rules().get(rule).path("expr").asText();
            for (JsonNode series : one.path("input_series")) {
                String name = series.path("series").asText().split("\\{", 2)[0];
                assertTrue(
                        Pattern.compile("\\b" + name + "\\b").matcher(asksFor).find(),
                        one.path("name").asText() + ": " + name);
            }
        }
    }

    @Test
    void eachRuleSaysHowUrgentItIsAndWhatToDo() throws IOException {
        Set<String> pages = headings("docs/runbooks.md");
        for (Map.Entry<String, JsonNode> rule : ObserveFiles.rules().entrySet()) {
            String severity = rule.getValue().at("/labels/severity").asText();
            assertTrue(Set.of("page", "ticket").contains(severity), rule.getKey());
            String[] runbook =
                    rule.getValue().at("/annotations/runbook_url").asText().split("#", 2);
            assertEquals("docs/runbooks.md", runbook[0], rule.getKey());
            assertTrue(pages.contains(runbook[1]), rule.getKey() + ": no page " + runbook[1]);
        }
    }

    @Test
    void prometheusAndAlertmanagerTakeTheirSettings() throws Exception {
        Path prometheus = ObserveFiles.file("prometheus.yaml");
        String[] check = {"promtool", "check", "config", "--syntax-only", prometheus.toString()};
        assertEquals(0, run(List.of(check), ObserveFiles.home()));
        String alertmanager = ObserveFiles.file("alertmanager.yaml").toString();
        assertEquals(0, run(List.of("amtool", "check-config", alertmanager), ObserveFiles.home()));
    }

    /** Names of sections, as links to them have them. */
    private static Set<String> headings(String file) throws IOException {
        return Files.readAllLines(ObserveFiles.home().resolve(file)).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3).strip().toLowerCase(Locale.ROOT).replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static int run(List<String> command, Path folder) throws Exception {
        Process process;
        try {
            process =
                    new ProcessBuilder(new ArrayList<>(command))
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            Assumptions.abort(
                    "NOTICE: skipped, %s is not installed (.ci/run installs it)"
                            .formatted(command.get(0)));
            return 1;
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            System.out.println(output);
        }
        return exitCode;
    }
}
