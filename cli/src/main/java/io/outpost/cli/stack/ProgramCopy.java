package io.outpost.cli.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A copy of what the repository's build makes, for a process that runs on while the next build
 * writes the original anew; a Java program whose jar is replaced under it finds no more classes.
 */
record ProgramCopy(Path folder) {
    /** Copies those entries of a classpath that are below the repository; others stay. */
    String classpath(String classpath, Path home) throws IOException {
        Folders.deleteIfExists(folder);
        List<String> entries = new ArrayList<>();
        for (String entry : classpath.split(File.pathSeparator, -1)) {
            Path original = Path.of(entry).toAbsolutePath().normalize();
            if (original.startsWith(home) && Files.exists(original)) {
                Path copy = folder.resolve(entries.size() + "-" + original.getFileName());
                Folders.copy(original, copy);
                entries.add(copy.toString());
            } else {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Copies a jar and the folder with its libraries; returns the copy of the jar. */
    Path jar(Path jar, String libraries) throws IOException {
        Folders.deleteIfExists(folder);
        Path copy = folder.resolve(jar.getFileName());
        Folders.copy(jar, copy);
        Folders.copy(jar.resolveSibling(libraries), folder.resolve(libraries));
        return copy;
    }
}
