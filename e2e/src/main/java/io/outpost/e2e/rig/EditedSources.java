package io.outpost.e2e.rig;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of the source files that edits change, with their changes; nothing else is copied. */
final class EditedSources {
    private static final String SOURCE_ROOT = "src/main/java/";

    private final Path home;

    /**
     * @param home root of the repository
     */
    EditedSources(Path home) {
        this.home = home;
    }

    /**
     * Writes the changed files into a folder.
     *
     * @return what was written
     * @throws CommandException when a text does not stand in its file exactly once
     */
    List<Path> write(List<Edit> edits, Path folder) throws IOException {
        Map<String, String> changed = new LinkedHashMap<>();
        for (Edit edit : edits) {
            String source = changed.get(edit.file());
            changed.put(edit.file(), applied(edit, source == null ? original(edit) : source));
        }
        List<Path> written = new ArrayList<>();
        for (Map.Entry<String, String> file : changed.entrySet()) {
            Path target = folder.resolve(belowSourceRoot(file.getKey()));
            Files.createDirectories(target.getParent());
            written.add(Files.writeString(target, file.getValue()));
        }
        return List.copyOf(written);
    }

    private String original(Edit edit) throws IOException {
        Path file = home.resolve(edit.file());
        if (!Files.isRegularFile(file)) {
            throw new CommandException("An edit no longer applies: there is no " + file);
        }
        return Files.readString(file);
    }

    private static String applied(Edit edit, String source) {
        int first = source.indexOf(edit.find());
        if (first < 0 || source.indexOf(edit.find(), first + 1) >= 0) {
            throw new CommandException(
                    "An edit no longer applies: in %s this must stand exactly once: %s"
                            .formatted(edit.file(), edit.find()));
        }
        return source.substring(0, first)
                + edit.replace()
                + source.substring(first + edit.find().length());
    }

    private static String belowSourceRoot(String file) {
        return file.substring(file.indexOf(SOURCE_ROOT) + SOURCE_ROOT.length());
    }
}
