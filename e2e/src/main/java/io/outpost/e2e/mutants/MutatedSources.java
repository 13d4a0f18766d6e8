package io.outpost.e2e.mutants;

import io.outpost.e2e.mutants.Mutant.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of the source files that mutants change, with their changes; nothing else is copied. */
final class MutatedSources {
    private static final String SOURCE_ROOT = "src/main/java/";

    private final Path home;

    /**
     * @param home root of the repository
     */
    MutatedSources(Path home) {
        this.home = home;
    }

    /**
     * Writes the changed files into a folder.
     *
     * @return what was written
     * @throws MutantException when a text does not stand in its file exactly once
     */
    List<Path> write(List<Mutant> mutants, Path folder) throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Mutant mutant : mutants) {
            for (Edit edit : mutant.edits()) {
                String source = changed.get(edit.file());
                changed.put(
                        edit.file(),
                        applied(mutant, edit, source == null ? original(mutant, edit) : source));
            }
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : changed.entrySet()) {
            Path target = folder.resolve(belowSourceRoot(file.getKey()));
            Files.createDirectories(target.getParent());
            written.add(Files.writeString(target, file.getValue()));
        }
        return List.copyOf(written);
    }

    private String original(Mutant mutant, Edit edit) throws IOException {
        Path file = home.resolve(edit.file());
        if (!Files.isRegularFile(file)) {
            throw new MutantException(
                    "Mutant %s no longer applies: there is no %s".formatted(mutant.name(), file));
        }
        return Files.readString(file);
    }

    private static String applied(Mutant mutant, Edit edit, String source) {
        int first = source.indexOf(edit.find());
        if (first < 0 || source.indexOf(edit.find(), first + 1) >= 0) {
            throw new MutantException(
                    "Mutant %s no longer applies: in %s this must stand exactly once: %s"
                            .formatted(mutant.name(), edit.file(), edit.find()));
        }
        return source.substring(0, first)
                + edit.replace()
                + source.substring(first + edit.find().length());
    }

    private static String belowSourceRoot(String file) {
        return file.substring(file.indexOf(SOURCE_ROOT) + SOURCE_ROOT.length());
    }
}
