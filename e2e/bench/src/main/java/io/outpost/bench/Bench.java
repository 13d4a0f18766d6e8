package io.outpost.bench;

import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.live.LiveCommand;
import io.outpost.bench.micro.Micro;
import io.outpost.bench.report.MachineInfo;
import io.outpost.bench.report.Page;
import io.outpost.bench.report.Report;
import io.outpost.bench.report.Summary;
import io.outpost.bench.suite.Contenders;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.Suite;
import io.outpost.bench.workload.Figure;
import io.outpost.bench.workload.GrowingWindows;
import io.outpost.bench.workload.Workloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the conditions job beside its peers, on one backlog in one broker. */
@Command(
        name = "bench",
        subcommands = LiveCommand.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        resourceBundle = "io.outpost.bench.Bench")
public final class Bench implements Callable<Integer> {
    @Mixin private BenchOptions options;

    private final String command;
    private final Path home = Fixtures.repository();
    private final List<Measurement> measured = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private Bench(String command) {
        this.command = command;
    }

    /** The script hands its command name on. */
    public static void main(String[] arguments) {
        boolean named = arguments.length > 0 && arguments[0].equals("bench");
        String[] own = Arrays.copyOfRange(arguments, named ? 1 : 0, arguments.length);
        System.exit(
                new CommandLine(new Bench("./outpost bench " + String.join(" ", own)))
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(own));
    }

    @Override
    public Integer call() throws Exception {
        if (options.micro) {
            micro();
            return 0;
        }
        Contenders contenders = new Contenders(home);
        try (Fixtures fixtures = Fixtures.start(home, options.folder(home), options.firstPort)) {
            mainTable(fixtures, contenders);
            if (options.workloads()) {
                figures.addAll(
                        new Workloads(fixtures, contenders, options.scale(), failures).run());
            }
        }
        report();
        return failures.values().stream().allMatch(Suite.NO_CORRECTIONS::equals) ? 0 : 1;
    }

    private void mainTable(Fixtures fixtures, Contenders contenders) throws Exception {
        Suite.Setup setup =
                new Suite.Setup(
                        "main",
                        "",
                        options.firstPort + 2,
                        options.backlog(),
                        options.runConfig(),
                        new AtomicReference<>(),
                        failures);
        try (Suite suite = Suite.open(fixtures, setup)) {
            measured.addAll(
                    suite.run(options.chosen(contenders.all(options.backlog())), options.rounds()));
        }
        figures.addAll(GrowingWindows.of(measured));
    }

    private void micro() throws Exception {
        String table =
                Micro.run()
                        + "%nCommand: `%s`. Machine: %s.%n"
                                .formatted(command, MachineInfo.here().text());
        System.out.println(table);
        if (options.writeDocs) {
            Page.MICRO.write(home.resolve("docs"), table);
        }
    }

    private void report() throws IOException {
        Report report =
                new Report(
                        command,
                        MachineInfo.here(),
                        options.backlog(),
                        Summary.of(measured),
                        figures,
                        failures,
                        measured);
        System.out.println(report.markdown());
        if (options.json != null) {
            Files.writeString(options.json, report.json());
        }
        if (options.writeDocs && measured.isEmpty()) {
            System.err.println("Nothing was measured; the documents stay as they are.");
        } else if (options.writeDocs) {
            report.writeDocs(home.resolve("docs"));
        }
    }
}
