package io.outpost.chart.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A workflow of GitHub Actions: its file, its text with the comments, and what it says. */
record Workflow(Path file, String text, JsonNode tree) {
    static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path FOLDER = HOME.resolve(".github/workflows");
    private static final YAMLMapper YAML = new YAMLMapper();

    static Workflow parse(Path file, String text) throws IOException {
        return new Workflow(file, text, YAML.readTree(text));
    }

    static Workflow of(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        return parse(file, Files.readString(file));
    }

    static List<Workflow> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Workflow> workflows = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                workflows.add(of(file.getFileName().toString()));
            }
            return workflows;
        }
    }

    /** The same with a mistake in it. */
    Workflow edited(String before, String after) throws IOException {
        if (!text.contains(before)) {
            throw new IllegalArgumentException(this + " has no " + before);
        }
        return parse(file, text.replace(before, after));
    }

    /** Jobs by name. */
    List<Map.Entry<String, JsonNode>> jobs() {
        return List.copyOf(tree.path("jobs").properties());
    }

    Stream<JsonNode> steps() {
        return jobs().stream().flatMap(job -> elements(job.getValue().path("steps")));
    }

    /** What the steps hand to a shell. */
    List<String> scripts() {
        return steps().filter(step -> step.has("run"))
                .map(step -> step.path("run").asText())
                .toList();
    }

    /** What bash says to a script that it does not run; empty where it can be parsed. */
    static String complaintOfBash(String script) {
        try {
            Process bash =
                    new ProcessBuilder("bash", "--noprofile", "--norc", "-n")
                            .redirectErrorStream(true)
                            .start();
            bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
            bash.getOutputStream().close();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return bash.waitFor() == 0 ? "" : said;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}
