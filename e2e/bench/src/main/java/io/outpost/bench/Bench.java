package io.outpost.bench;

import io.outpost.bench.live.LiveCommand;
import io.outpost.bench.measure.Entry;
import io.outpost.bench.measure.Measurement;
import io.outpost.bench.measure.Rounds;
import io.outpost.bench.measure.Scratch;
import io.outpost.bench.measure.Stage;
import io.outpost.bench.report.Machine;
import io.outpost.bench.report.Report;
import io.outpost.bench.report.Summary;
import io.outpost.bench.stage.Broker;
import io.outpost.bench.stage.Database;
import io.outpost.bench.stage.RegistryStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Path scratch = Files.createDirectories(options.folder(home));
        Path folder = Files.createTempDirectory(scratch, "run-");
        try (Broker broker = Broker.start(home, folder.resolve("broker"), options.firstPort());
                RegistryStub registry = RegistryStub.start(options.firstPort() + 2);
                Database database =
                        Database.start(folder.resolve("postgres"), options.firstPort() + 3)) {
            Stage stage =
                    new Stage(
                            home,
                            folder,
                            broker.bootstrapServers(),
                            broker.pid(),
                            registry.url(),
                            database.url(),
                            database.pid());
            List<Entry> entries = options.entries(home);
            Rounds rounds = new Rounds(stage, options.backlog(), options.limit());
            rounds.preload(broker);
            List<Measurement> all = rounds.run(entries, options.rounds());
            report(home, all);
            return 0;
        } finally {
            Scratch.delete(folder);
        }
    }

    private void report(Path home, List<Measurement> all) throws IOException {
        Report report =
                new Report(command, Machine.here(), options.backlog(), Summary.of(all), all);
        System.out.println(report.markdown());
        if (options.json() != null) {
            Files.writeString(options.json(), report.json());
        }
        if (options.writeDocs()) {
            report.writeDocs(home.resolve("docs"));
        }
    }
}
