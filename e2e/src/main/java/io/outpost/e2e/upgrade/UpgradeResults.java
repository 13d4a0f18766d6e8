package io.outpost.e2e.upgrade;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Markdown table of drills, to which those are added that the oracle has found clean: a later run
 * goes on after them. A build has its own rows.
 */
final class UpgradeResults {
    private static final Pattern ROW = Pattern.compile("\\| (\\S+) \\| ([^|]*) \\|");
    private static final String HEAD =
            """
            | build | drill | way | end | s | compared | nothing written, s | way back, s | why |
            |---|---|---|---|---:|---:|---:|---:|---|
            """;

    private final Path file;
    private final String build;
    private final PrintStream out;

    /**
     * @param file null: rows are only printed
     * @param build names the version of the job that runs
     */
    UpgradeResults(Path file, String build, PrintStream out) {
        this.file = file;
        this.build = build;
        this.out = out;
    }

    /** The names of the drills of this build that are in the file. */
    Set<String> done() throws IOException {
        Set<String> done = new HashSet<>();
        if (file != null && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Matcher row = ROW.matcher(line);
                if (row.lookingAt() && row.group(1).equals(build)) {
                    done.add(row.group(2));
                }
            }
        }
        return done;
    }

    void add(List<DrillRow> drills) throws IOException {
        StringBuilder rows = new StringBuilder();
        drills.forEach(row -> rows.append("| %s | %s |%n".formatted(build, row.text())));
        if (file != null) {
            String head = Files.exists(file) ? "" : HEAD;
            Files.writeString(
                    file, head + rows, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } else {
            out.print(HEAD + rows);
        }
    }
}
