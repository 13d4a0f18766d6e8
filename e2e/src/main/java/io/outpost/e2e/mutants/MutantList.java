package io.outpost.e2e.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.e2e.mutants.Mutant.ByTests;
import io.outpost.e2e.mutants.Mutant.Expected;
import io.outpost.e2e.mutants.Mutant.Exposure;
import io.outpost.e2e.mutants.Mutant.OnStack;
import io.outpost.e2e.mutants.Mutant.Program;
import io.outpost.e2e.rig.Edit;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The mutants, a resource each, in the order of their numbers. */
final class MutantList {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final List<String> NAMES =
            List.of(
                    "01-alerts-at-least-once",
                    "02-no-revision-guard",
                    "03-forgets-duplicates",
                    "04-short-transactions",
                    "05-late-uncounted",
                    "06-window-end",
                    "07-outage-rejected",
                    "08-counted-before-acknowledged",
                    "09-increments",
                    "10-missing-uid",
                    "11-other-uid",
                    "12-no-fence",
                    "13-revision-by-processing-time",
                    "14-parameters-elsewhere",
                    "15-alerts-of-the-next-revision",
                    "16-watermark-of-another-partition",
                    "17-idleness",
                    "18-identity-by-hash",
                    "19-received-lost-at-restore",
                    "20-received-per-subtask",
                    "21-record-after-its-deadline",
                    "22-ticks-dropped",
                    "23-live-after-the-record",
                    "24-as-of-the-watermark",
                    "25-two-events-at-a-time",
                    "26-duplicates-without-revision",
                    "27-gathers-from-the-last-change",
                    "28-last-watermark-obeyed",
                    "29-jumps-by-place",
                    "30-zero-is-a-reset",
                    "31-coverage-of-all",
                    "32-shares-lost-at-restore",
                    "33-shrinks-too-far",
                    "34-gap-in-a-minute",
                    "35-cooldown-lost-at-restore",
                    "36-hysteresis-ignored",
                    "37-preference-a-pane-early");

    private MutantList() {}

    static List<Mutant> all() {
        return NAMES.stream().map(MutantList::read).toList();
    }

    private static Mutant read(String name) {
        String resource = "/mutants/" + name + ".yaml";
        try (InputStream in = MutantList.class.getResourceAsStream(resource)) {
            JsonNode yaml = YAML.readTree(in);
            return new Mutant(name, text(yaml, "what"), edits(yaml), exposure(yaml));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandException(resource + " is not readable: " + e.getMessage(), e);
        }
    }

    private static Exposure exposure(JsonNode yaml) {
        JsonNode tests = yaml.path("tests");
        if (tests.isMissingNode()) {
            return new OnStack(
                    yaml.has("program")
                            ? Program.valueOf(text(yaml, "program").toUpperCase(Locale.ROOT))
                            : Program.CONDITIONS,
                    text(yaml, "stack"),
                    Step.valueOf(text(yaml, "step")),
                    expected(yaml.path("finding")));
        }
        List<String> classes = new ArrayList<>();
        tests.path("classes").forEach(name -> classes.add(name.asText()));
        return new ByTests(
                text(tests, "module"), List.copyOf(classes), tests.path("long").asBoolean());
    }

    private static List<Edit> edits(JsonNode yaml) {
        List<Edit> edits = new ArrayList<>();
        for (JsonNode edit : yaml.path("edits")) {
            edits.add(new Edit(text(edit, "file"), text(edit, "find"), text(edit, "replace")));
        }
        return List.copyOf(edits);
    }

    private static Expected expected(JsonNode yaml) {
        return new Expected(
                text(yaml, "check"), text(yaml, "kind"), text(yaml, "where"), text(yaml, "about"));
    }

    private static String text(JsonNode yaml, String key) {
        if (!yaml.has(key)) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return yaml.get(key).asText();
    }
}
