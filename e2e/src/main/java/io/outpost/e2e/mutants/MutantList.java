package io.outpost.e2e.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.outpost.e2e.mutants.Mutant.Edit;
import io.outpost.e2e.mutants.Mutant.Expected;
import io.outpost.e2e.mutants.Mutant.Program;
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
                    "11-other-uid");

    private MutantList() {}

    static List<Mutant> all() {
        return NAMES.stream().map(MutantList::read).toList();
    }

    private static Mutant read(String name) {
        String resource = "/mutants/" + name + ".yaml";
        try (InputStream in = MutantList.class.getResourceAsStream(resource)) {
            JsonNode yaml = YAML.readTree(in);
            return new Mutant(
                    name,
                    text(yaml, "what"),
                    yaml.has("program")
                            ? Program.valueOf(text(yaml, "program").toUpperCase(Locale.ROOT))
                            : Program.CONDITIONS,
                    text(yaml, "stack"),
                    edits(yaml),
                    Step.valueOf(text(yaml, "step")),
                    expected(yaml.path("finding")));
        } catch (IOException | IllegalArgumentException e) {
            throw new MutantException(resource + " is not readable: " + e.getMessage(), e);
        }
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
