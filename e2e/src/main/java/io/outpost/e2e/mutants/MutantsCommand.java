package io.outpost.e2e.mutants;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost mutants}: proves that the proof can fail. */
@Command(
        name = "mutants",
        sortOptions = false,
        description = {
            "Puts known faults into copies of the product, runs them on real stacks, and proves that each is found.",
            "Exit code 1 when one is not, or when the unchanged product does not pass."
        })
public final class MutantsCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description =
                    "Only those whose names begin so, such as 03; each still after the unchanged product.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Say what there is, and do nothing.")
    private boolean list;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder for stacks and mutated programs (default: a temporary one).")
    private Path data;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            defaultValue = "18280",
            description = "First of thirteen ports in a row (default: ${DEFAULT-VALUE}).")
    private int portsFrom;

    @Option(names = "--keep", description = "Keep the folder, also when all are found.")
    private boolean keep;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        List<Mutant> chosen = MutantList.all().stream().filter(this::isChosen).toList();
        if (chosen.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "No mutant begins with " + only + "; see --list");
        }
        if (list) {
            chosen.forEach(mutant -> System.out.println(line(mutant)));
            return 0;
        }
        return run(chosen);
    }

    private boolean isChosen(Mutant mutant) {
        return only.isEmpty() || only.stream().anyMatch(mutant.name()::startsWith);
    }

    private static String line(Mutant mutant) {
        return "%-32s %s; exposed by: %s"
                .formatted(mutant.name(), mutant.what(), mutant.exposure().text());
    }

    private int run(List<Mutant> chosen) throws Exception {
        Instant begin = Instant.now();
        Path home = Path.of(System.getProperty("outpost.home")).toAbsolutePath();
        Path work = workFolder();
        PrintStream out = System.out;
        boolean allFound = false;
        try {
            List<TrialResult> results = new MutantTrials(home, work, portsFrom, out).run(chosen);
            allFound = results.stream().allMatch(TrialResult::isFound);
            results.stream()
                    .sorted(Comparator.comparing(result -> result.mutant().name()))
                    .forEach(result -> out.println(result.text()));
            out.printf(
                    "found %d of %d in %d s%n",
                    results.stream().filter(TrialResult::isFound).count(),
                    chosen.size(),
                    Duration.between(begin, Instant.now()).toSeconds());
        } catch (CommandException e) {
            System.err.println("outpost mutants: " + e.getMessage());
        }
        if (allFound && !keep) {
            delete(work);
        } else {
            out.println("Logs and data are in " + work);
        }
        return allFound ? 0 : 1;
    }

    private Path workFolder() throws IOException {
        Path parent = data == null ? null : Files.createDirectories(data.toAbsolutePath());
        return parent == null
                ? Files.createTempDirectory("outpost-mutants")
                : Files.createTempDirectory(parent, "run");
    }

    /** Deletes a folder that this run has made. */
    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(
                            path -> {
                                try {
                                    Files.delete(path);
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }
    }
}
