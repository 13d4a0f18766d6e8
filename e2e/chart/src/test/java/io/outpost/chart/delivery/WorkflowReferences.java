package io.outpost.chart.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a workflow names: files of this repository, jobs, their outputs, steps, inputs. */
final class WorkflowReferences {
    private static final Pattern PROGRAM = Pattern.compile("(?<![\\w./\"])(\\.ci/\\w+|\\./\\w+)");
    private static final Pattern FILE = Pattern.compile("(?<![\\w./\"])helm/[\\w/.-]+");
    private static final Pattern OUTPUT = Pattern.compile("needs\\.(\\w+)\\.outputs\\.(\\w+)");
    private static final Pattern STEP = Pattern.compile("steps\\.(\\w+)\\.");

    private WorkflowReferences() {}

    static void findMissingFiles(Workflow workflow, List<String> broken) {
        for (String script : workflow.scripts()) {
            names(PROGRAM, script)
                    .filter(name -> !Files.isExecutable(Workflow.HOME.resolve(name)))
                    .forEach(broken::add);
            names(FILE, script).filter(name -> !exists(name)).forEach(broken::add);
        }
        workflow.steps()
                .map(step -> step.at("/with/file").asText())
                .filter(name -> !name.isEmpty() && !exists(name))
                .forEach(broken::add);
        workflow.jobs().stream()
                .map(job -> job.getValue().path("uses").asText())
                .filter(name -> !name.isEmpty() && !exists(name))
                .forEach(broken::add);
    }

    private static Stream<String> names(Pattern pattern, String script) {
        return pattern.matcher(script).results().map(MatchResult::group);
    }

    private static boolean exists(String name) {
        return Files.exists(Workflow.HOME.resolve(name));
    }

    static void findLooseReferences(Workflow workflow, List<String> broken) {
        Set<String> names = new TreeSet<>();
        workflow.jobs().forEach(job -> names.add(job.getKey()));
        for (Map.Entry<String, JsonNode> job : workflow.jobs()) {
            Set<String> needs = needs(job.getValue());
            needs.stream().filter(need -> !names.contains(need)).forEach(broken::add);
            String text = job.getValue().toString();
            OUTPUT.matcher(text)
                    .results()
                    .filter(one -> !needs.contains(one.group(1)) || !hasOutput(workflow, one))
                    .forEach(one -> broken.add(job.getKey() + ": " + one.group()));
            Set<String> steps = new TreeSet<>();
            Workflow.elements(job.getValue().path("steps"))
                    .forEach(step -> steps.add(step.path("id").asText()));
            STEP.matcher(text)
                    .results()
                    .filter(one -> !steps.contains(one.group(1)))
                    .forEach(one -> broken.add(job.getKey() + ": " + one.group()));
        }
    }

    private static boolean hasOutput(Workflow workflow, MatchResult reference) {
        return workflow.tree()
                .path("jobs")
                .path(reference.group(1))
                .path("outputs")
                .has(reference.group(2));
    }

    /** One name, or a list of them. */
    static Set<String> needs(JsonNode job) {
        JsonNode needs = job.path("needs");
        Set<String> names = new TreeSet<>();
        if (needs.isTextual()) {
            names.add(needs.asText());
        }
        Workflow.elements(needs).forEach(need -> names.add(need.asText()));
        return names;
    }

    static void findWrongInputs(Workflow workflow, List<String> broken) {
        for (Map.Entry<String, JsonNode> job : workflow.jobs()) {
            String called = job.getValue().path("uses").asText();
            if (!called.isEmpty() && exists(called)) {
                Set<String> asked = keys(called(called).at("/on/workflow_call/inputs"));
                Set<String> given = keys(job.getValue().path("with"));
                if (!asked.equals(given)) {
                    broken.add("%s: %s and not %s".formatted(job.getKey(), given, asked));
                }
            }
        }
    }

    private static JsonNode called(String name) {
        try {
            Path file = Workflow.HOME.resolve(name);
            return Workflow.parse(file, Files.readString(file)).tree();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
