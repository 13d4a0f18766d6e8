package io.outpost.bench;

import io.outpost.bench.live.LiveCommand;
import io.outpost.bench.measure.Entries;
import io.outpost.bench.measure.Ground;
import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Reference;
import io.outpost.bench.measure.Rounds;
import io.outpost.bench.measure.Scratch;
import io.outpost.bench.measure.Track;
import io.outpost.bench.measure.Yard;
import io.outpost.bench.micro.Micro;
import io.outpost.bench.report.Machine;
import io.outpost.bench.report.Page;
import io.outpost.bench.report.Report;
import io.outpost.bench.report.Summary;
import io.outpost.bench.stage.Database;
import io.outpost.bench.stage.RegistryStub;
import io.outpost.bench.workload.Figure;
import io.outpost.bench.workload.GrowingWindows;
import io.outpost.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the conditions job beside its peers, on one backlog in one broker. */
@Command(
        name = "bench",
        subcommands = LiveCommand.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Measures the conditions job beside a single-threaded loop and its other peers: the same pre-loaded backlog, one broker, rounds interleaved. Prints ratios first. A contender whose rows differ from the loop's gets no number.")
public final class Bench implements Callable<Integer> {
    @Mixin private BenchOptions options;

    private final String command;
    private final List<Measurement> measured = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private Bench(String command) {
        this.command = command;
    }

    /** The script hands its own command name on. */
    public static void main(String[] arguments) {
        boolean named = arguments.length > 0 && arguments[0].equals("bench");
        String[] own =
                named
                        ? List.of(arguments).subList(1, arguments.length).toArray(String[]::new)
                        : arguments;
        System.exit(
                new CommandLine(new Bench("./outpost bench " + String.join(" ", own)))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(own));
    }

    @Override
    public Integer call() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home", ".")).toAbsolutePath().normalize();
        if (options.micro()) {
            micro(home);
            return 0;
        }
        Path scratch = Files.createDirectories(options.folder(home));
        Path folder = Files.createTempDirectory(scratch, "run-");
        try (RegistryStub registry = RegistryStub.start(options.firstPort());
                Database database =
                        Database.start(folder.resolve("postgres"), options.firstPort() + 1)) {
            Ground ground = new Ground(home, folder, registry, database);
            Entries entries = new Entries(home);
            mainTable(ground, entries);
            if (options.workloads()) {
                workloads(ground, entries);
            }
        } finally {
            Scratch.delete(folder);
        }
        report(home);
        return failures.values().stream().allMatch(Track.NO_CORRECTIONS::equals) ? 0 : 1;
    }

    private void mainTable(Ground ground, Entries entries) throws Exception {
        Yard.Load load = new Yard.Load(options.backlog(), options.plan(), new Reference());
        try (Yard yard = Yard.open(ground, "main", options.firstPort() + 2, load)) {
            measured.addAll(
                    Rounds.run(
                            yard.track(),
                            options.chosen(entries.all(options.backlog())),
                            options.rounds()));
            failures.putAll(yard.track().failures());
        }
        figures.addAll(GrowingWindows.of(measured));
    }

    private void workloads(Ground ground, Entries entries) throws Exception {
        Workloads workloads = new Workloads();
        figures.addAll(workloads.run(ground, entries, options.scale()));
        failures.putAll(workloads.failures());
    }

    private void micro(Path home) throws Exception {
        String table =
                Micro.run()
                        + "%nCommand: `%s`. Machine: %s.%n"
                                .formatted(command, Machine.here().text());
        System.out.println(table);
        if (options.writeDocs()) {
            Page.MICRO.write(home.resolve("docs"), table);
        }
    }

    private void report(Path home) throws IOException {
        Report report =
                new Report(
                        command,
                        Machine.here(),
                        options.backlog(),
                        Summary.of(measured),
                        figures,
                        failures,
                        measured);
        System.out.println(report.markdown());
        if (options.json() != null) {
            Files.writeString(options.json(), report.json());
        }
        if (options.writeDocs() && measured.isEmpty()) {
            System.err.println("Nothing was measured; the documents stay as they are.");
        } else if (options.writeDocs()) {
            report.writeDocs(home.resolve("docs"));
        }
    }
}
