package io.outpost.chart.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The workflows keep the rules, each of which finds a mistake; what they call can be parsed. */
final class WorkflowsTest {

    @ParameterizedTest
    @EnumSource
    void everyRuleHolds(WorkflowRule rule) throws IOException {
        for (Workflow workflow : Workflow.all()) {
            assertEquals(List.of(), rule.broken(workflow), workflow.toString());
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(WorkflowRule.KEYS_ARE_KNOWN, "ci.yml", "runs-on:", "runs-onn:"),
                mistake(WorkflowRule.KEYS_ARE_KNOWN, "ci.yml", "- run: .ci/run", "- name: nothing"),
                mistake(
                        WorkflowRule.PERMISSIONS_ARE_THE_LEAST,
                        "ci.yml",
                        "permissions:\n  contents: read\n",
                        ""),
                mistake(
                        WorkflowRule.PERMISSIONS_ARE_THE_LEAST,
                        "ci.yml",
                        "  contents: read",
                        "  contents: write"),
                mistake(
                        WorkflowRule.PERMISSIONS_ARE_THE_LEAST,
                        "delivery.yml",
                        "    permissions:\n      contents: read\n      deployments: read\n",
                        "    permissions: write-all\n"),
                mistake(
                        WorkflowRule.ACTIONS_ARE_PINNED,
                        "ci.yml",
                        "@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2",
                        "@v4.2.2"),
                mistake(WorkflowRule.ACTIONS_ARE_PINNED, "ci.yml", " # v4.7.1", ""),
                mistake(
                        WorkflowRule.NOTHING_IS_THE_LATEST,
                        "deploy.yml",
                        "ubuntu-24.04",
                        "ubuntu-latest"),
                mistake(
                        WorkflowRule.JOBS_HAVE_A_MACHINE_AND_AN_END,
                        "deploy.yml",
                        "    timeout-minutes: 45\n",
                        ""),
                mistake(
                        WorkflowRule.RUNS_DO_NOT_MEET,
                        "deploy.yml",
                        "    concurrency:\n      group: deploy-${{ inputs.environment }}\n      cancel-in-progress: false\n",
                        ""),
                mistake(
                        WorkflowRule.SHELLS_STOP_AT_A_FAILURE,
                        "deploy.yml",
                        "    shell: bash",
                        "    working-directory: helm"),
                mistake(
                        WorkflowRule.NO_EXPRESSION_IS_IN_A_SCRIPT,
                        "deploy.yml",
                        ".ci/deploy \"$ENVIRONMENT\"",
                        ".ci/deploy \"${{ inputs.environment }}\""),
                mistake(
                        WorkflowRule.SCRIPTS_CAN_BE_PARSED,
                        "deploy.yml",
                        ".ci/deploy \"$ENVIRONMENT\" \"$VERSION\"",
                        "if .ci/deploy; then echo"),
                mistake(WorkflowRule.FILES_ARE_THERE, "ci.yml", ".ci/run", ".ci/walk"),
                mistake(
                        WorkflowRule.FILES_ARE_THERE,
                        "delivery.yml",
                        "docker/flink.Dockerfile",
                        "docker/Flink.Dockerfile"),
                mistake(
                        WorkflowRule.FILES_ARE_THERE,
                        "delivery.yml",
                        "environments/production.yaml",
                        "environments/live.yaml"),
                mistake(
                        WorkflowRule.NO_LOGIN_STAYS_IN_THE_CHECKOUT,
                        "ci.yml",
                        "persist-credentials: false",
                        "fetch-depth: 1"),
                mistake(
                        WorkflowRule.REFERENCES_LEAD_SOMEWHERE,
                        "delivery.yml",
                        "needs: [package, dev]",
                        "needs: [package, develop]"),
                mistake(
                        WorkflowRule.REFERENCES_LEAD_SOMEWHERE,
                        "delivery.yml",
                        "steps.running.outputs",
                        "steps.runs.outputs"),
                mistake(
                        WorkflowRule.REFERENCES_LEAD_SOMEWHERE,
                        "delivery.yml",
                        "needs.package.outputs.version",
                        "needs.package.outputs.tag"),
                mistake(
                        WorkflowRule.CALLED_WORKFLOWS_GET_WHAT_THEY_ASK_FOR,
                        "delivery.yml",
                        "      environment: staging\n",
                        ""));
    }

    private static Arguments mistake(WorkflowRule rule, String file, String before, String after) {
        return Arguments.of(rule, file, before, after);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aRuleFindsIt(WorkflowRule rule, String file, String before, String after)
            throws IOException {
        Workflow workflow = Workflow.of(file).edited(before, after);
        assertFalse(rule.broken(workflow).isEmpty(), workflow::text);
    }

    @Test
    void everyRuleIsShownToFindAMistake() {
        Set<WorkflowRule> shown = EnumSet.noneOf(WorkflowRule.class);
        mistakes().forEach(mistake -> shown.add((WorkflowRule) mistake.get()[0]));
        assertEquals(EnumSet.allOf(WorkflowRule.class), shown);
    }

    @Test
    void productionWaitsForStagingAndForTheCanary() throws IOException {
        Set<String> needs =
                WorkflowReferences.needs(Workflow.of("delivery.yml").tree().at("/jobs/production"));
        assertTrue(needs.containsAll(Set.of("staging", "canary")), needs::toString);
    }

    @Test
    void aReleaseIsMadeByItsScriptAfterTheTests() throws IOException {
        Workflow workflow = Workflow.of("release.yml");
        assertEquals("v*", workflow.tree().at("/on/push/tags/0").asText());
        assertEquals(
                Set.of("verify"), WorkflowReferences.needs(workflow.tree().at("/jobs/release")));
        assertEquals(".ci/release", workflow.scripts().get(0));
    }

    @ParameterizedTest
    @CsvSource({"--help, 0, NOTES.md", "--fast, 2, no option --fast"})
    void theScriptOfAReleaseSaysWhatItDoesNotUnderstand(String option, int exitCode, String says)
            throws Exception {
        Process script =
                new ProcessBuilder(Workflow.HOME.resolve(".ci/release").toString(), option)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exitCode, script.waitFor(), said);
        assertTrue(said.contains(says), said);
    }

    @Test
    void theScriptsOfCiCanBeParsedAndRun() throws IOException {
        List<Path> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(Workflow.HOME.resolve(".ci"))) {
            scripts.addAll(files.toList());
        }
        assertTrue(scripts.size() > 1);
        for (Path script : scripts) {
            assertTrue(Files.isExecutable(script), script.toString());
            assertEquals("", Workflow.complaintOfBash(Files.readString(script)), script.toString());
        }
    }

    @Test
    void everyEnvironmentThatIsDeployedHasItsValues() throws IOException {
        List<String> environments =
                Workflow.of("delivery.yml").jobs().stream()
                        .map(job -> job.getValue().at("/with/environment").asText())
                        .filter(environment -> !environment.isEmpty())
                        .toList();
        assertEquals(List.of("dev", "staging", "production"), environments);
        for (String environment : environments) {
            assertTrue(
                    Files.exists(
                            Workflow.HOME.resolve(
                                    "helm/outpost/environments/" + environment + ".yaml")));
        }
    }
}
