package io.outpost.e2e.burst;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Markdown table of bursts: a later run goes on after those of its seed that were as due. */
final class BurstResults {
    private static final Pattern AS_DUE = Pattern.compile("\\| (\\d+) \\| (\\w+) \\|.*\\| yes \\|");

    private final Path file;
    private final long seed;
    private final PrintStream out;

    /**
     * @param file null: rows are only printed
     */
    BurstResults(Path file, long seed, PrintStream out) {
        this.file = file;
        this.seed = seed;
        this.out = out;
    }

    /** Labels of those that need not run again. */
    Set<String> done() throws IOException {
        Set<String> done = new HashSet<>();
        if (file != null && Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                Matcher row = AS_DUE.matcher(line);
                if (row.matches() && Long.parseLong(row.group(1)) == seed) {
                    done.add(row.group(2));
                }
            }
        }
        return done;
    }

    void add(BurstReport report) throws IOException {
        String row = report.row(seed) + "\n";
        if (file == null) {
            out.print(BurstReport.HEAD + row);
            return;
        }
        Files.writeString(
                file,
                (Files.exists(file) ? "" : BurstReport.HEAD) + row,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
