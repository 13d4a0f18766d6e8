package io.outpost.e2e.mutants;

import io.outpost.cli.console.CommandException;
import io.outpost.e2e.mutants.Mutant.ByTests;
import io.outpost.e2e.rig.Build;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tries mutants against tests: those of the unchanged product must pass, once per class; then one
 * must fail where the mutant's classes stand before the product's.
 */
final class TestTrials {
    private static final Duration LIMIT = Duration.ofMinutes(8);

    /** A test may await what a mutant never emits. */
    private static final int PATIENCE_SECONDS = 90;

    private static final List<String> JAVA_OPTIONS =
            List.of(
                    "-Xmx1g",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Duser.timezone=UTC",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.time=ALL-UNNAMED");

    private final Build build;
    private final MutantBuild mutantBuild;
    private final Path work;
    private final PrintStream out;
    private final boolean triesUnchanged;
    private final Set<String> passed = new HashSet<>();

    /**
     * @param work a folder for classes and outputs
     */
    TestTrials(Build build, Path work, PrintStream out) {
        this(build, work, out, true);
    }

    private TestTrials(Build build, Path work, PrintStream out, boolean triesUnchanged) {
        this.triesUnchanged = triesUnchanged;
        this.build = build;
        this.mutantBuild = new MutantBuild(build);
        this.work = work;
        this.out = out;
    }

    /** For a build in which the unchanged product has passed these tests before. */
    static TestTrials afterTests(Build build, Path work, PrintStream out) {
        return new TestTrials(build, work, out, false);
    }

    /**
     * Tries one.
     *
     * @throws CommandException when the unchanged product does not pass
     */
    TrialResult result(Mutant mutant) throws IOException, InterruptedException {
        ByTests tests = (ByTests) mutant.exposure();
        Path folder = Files.createDirectories(work.resolve("build-" + mutant.name()));
        Path classes = mutantBuild.compile(mutant, folder);
        mustPass(tests);
        long begin = System.nanoTime();
        Finding finding =
                failure(tests.module(), classes.toString(), tests.classes())
                        .map(text -> new Finding("tests", "failed", tests.simpleNames(), text))
                        .orElse(null);
        TrialResult result = new TrialResult(mutant, finding, 0);
        out.printf("%s (%.1f s)%n", result.text(), (System.nanoTime() - begin) / 1e9);
        return result;
    }

    private void mustPass(ByTests tests) throws IOException, InterruptedException {
        for (String name : tests.classes()) {
            if (triesUnchanged && passed.add(name)) {
                long begin = System.nanoTime();
                Optional<String> failure = failure(tests.module(), work.toString(), List.of(name));
                if (failure.isPresent()) {
                    throw new CommandException(
                            "The unchanged product does not pass %s: %s"
                                    .formatted(name, failure.get()));
                }
                out.printf("  %5.1f s  %s passes%n", (System.nanoTime() - begin) / 1e9, name);
            }
        }
    }

    /** The first failure; empty when all pass. */
    private Optional<String> failure(String module, String first, List<String> classes)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(work, "tests", ".out");
        // Where test engines leave what they remember.
        Files.createDirectories(work.resolve("target"));
        Process process =
                new ProcessBuilder(command(module, first, classes))
                        .directory(work.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new CommandException("Tests do not end: " + classes + "; see " + output);
        }
        int exitCode = process.exitValue();
        if (exitCode == 0) {
            return Optional.empty();
        }
        Optional<String> line =
                Files.readAllLines(output).stream()
                        .filter(text -> text.startsWith(TestProgram.FINDING))
                        .findFirst();
        if (exitCode != TestProgram.FAILED || line.isEmpty()) {
            throw new CommandException(
                    "Tests %s end with %d; see %s".formatted(classes, exitCode, output));
        }
        return Optional.of(line.get().substring(TestProgram.FINDING.length()));
    }

    private List<String> command(String module, String first, List<String> classes)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add("-Doutpost.await-seconds=" + PATIENCE_SECONDS);
        command.add("-cp");
        command.add(first + File.pathSeparator + build.testClasspath(module));
        command.add(TestProgram.class.getName());
        command.addAll(classes);
        return command;
    }
}
