package io.outpost.bench;

import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.http.HttpCommand;
import io.outpost.bench.http.ReadsCommand;
import io.outpost.bench.live.LiveCommand;
import io.outpost.bench.micro.Micro;
import io.outpost.bench.report.Figure;
import io.outpost.bench.report.Page;
import io.outpost.bench.report.Report;
import io.outpost.bench.suite.Contender;
import io.outpost.bench.suite.MeasuredRuns;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.suite.RunConfig;
import io.outpost.bench.suite.Suite;
import io.outpost.bench.workload.GrowingWindows;
import io.outpost.bench.workload.Workloads;
import io.outpost.cli.console.Explanation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the conditions job beside its peers; Bench.properties describes the options. */
@Command(
        name = "bench",
        subcommands = {LiveCommand.class, HttpCommand.class, ReadsCommand.class},
        sortOptions = false,
        mixinStandardHelpOptions = true,
        resourceBundle = "io.outpost.bench.Bench")
public final class Bench implements Callable<Integer> {
    private static final long SEED = 7;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N")
    private Integer rounds;

    @Option(names = "--places", paramLabel = "N")
    private Integer places;

    @Option(names = "--contenders", split = ",", paramLabel = "NAME")
    private Set<String> only = Set.of();

    @Option(names = "--workloads", negatable = true)
    private Boolean workloads;

    @Option(names = "--places-up-to", paramLabel = "N")
    private Integer placesUpTo;

    @Option(names = "--micro")
    private boolean micro;

    @Option(names = "--models")
    private boolean models;

    @Option(names = "--preferences")
    private boolean preferences;

    @Option(names = "--profile", paramLabel = "FOLDER")
    private Path profile;

    @Option(names = "--resume", paramLabel = "FILE")
    private Path resume;

    @Option(names = "--limit-seconds", paramLabel = "N", defaultValue = "600")
    private int limitSeconds;

    @Option(names = "--ports-from", paramLabel = "PORT", defaultValue = "18180")
    private int firstPort;

    @Option(names = "--write-docs")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    private MeasuredRuns runs = MeasuredRuns.unkept();

    /** The script hands its command name on. */
    public static void main(String[] arguments) {
        boolean named = arguments.length > 0 && arguments[0].equals("bench");
        String[] own = Arrays.copyOfRange(arguments, named ? 1 : 0, arguments.length);
        System.exit(
                new CommandLine(new Bench())
                        .setExecutionExceptionHandler(Explanation::print)
                        .execute(own));
    }

    @Override
    public Integer call() throws Exception {
        if (micro) {
            publish(Page.MICRO, Micro.run(), true);
            return 0;
        }
        if (resume != null) {
            runs = MeasuredRuns.in(resume);
        }
        if (preferences) {
            return preferences();
        }
        return models ? models() : all();
    }

    private int preferences() throws Exception {
        Map<String, String> failures = new LinkedHashMap<>();
        List<Figure> figures;
        try (Fixtures fixtures = Fixtures.start(firstPort)) {
            figures = new Workloads(fixtures, scale(), failures).preferences();
        }
        System.out.println(Report.ofWorkloads(figures, failures) + Page.origin(spec));
        return failures.isEmpty() && !figures.isEmpty() ? 0 : 1;
    }

    private int all() throws Exception {
        Map<String, String> failures = new LinkedHashMap<>();
        List<Measurement> measured;
        List<Figure> figures = new ArrayList<>();
        try (Fixtures fixtures = Fixtures.start(firstPort)) {
            measured = mainTable(fixtures, failures);
            figures.addAll(GrowingWindows.of(measured));
            if (workloads != null ? workloads : !quick && only.isEmpty()) {
                figures.addAll(new Workloads(fixtures, scale(), failures).run());
            }
        }
        Report report = new Report(backlog(), measured, figures, failures);
        publish(Page.MAIN, report.markdown(), !measured.isEmpty());
        return failures.values().stream().allMatch(Suite.NO_CORRECTIONS::equals) ? 0 : 1;
    }

    private int models() throws Exception {
        Map<String, String> failures = new LinkedHashMap<>();
        List<Figure> figures;
        try (Fixtures fixtures = Fixtures.start(firstPort)) {
            figures = new Workloads(fixtures, scale(), failures).models();
        }
        publish(Page.MODELS, Report.ofWorkloads(figures, failures), !figures.isEmpty());
        return failures.isEmpty() ? 0 : 1;
    }

    private List<Measurement> mainTable(Fixtures fixtures, Map<String, String> failures)
            throws Exception {
        Suite.Setup setup =
                new Suite.Setup(
                        "main",
                        "",
                        firstPort + 2,
                        backlog(),
                        runConfig(),
                        runs,
                        new AtomicReference<>(),
                        failures);
        List<Contender> contenders =
                Contender.all(backlog()).stream()
                        .filter(one -> one.isLoop() || only.isEmpty() || only.contains(one.name()))
                        .map(one -> profile == null ? one : one.profiledIn(profile))
                        .toList();
        try (Suite suite = Suite.open(fixtures, setup)) {
            return suite.run(contenders, either(rounds, 5, 1));
        }
    }

    /** Prints it, and writes it where it is wanted and there is something. */
    private void publish(Page page, String text, boolean measured) throws Exception {
        String whole = text + Page.origin(spec);
        System.out.println(whole);
        if (writeDocs && measured) {
            page.write(whole);
        }
    }

    private Backlog backlog() {
        return backlog(either(places, 3000, 1000));
    }

    private static Backlog backlog(int ofPlaces) {
        return Backlog.inOrder(ofPlaces, 10, 10, 26, SEED);
    }

    private RunConfig runConfig() {
        // Peers that compute a part are tens of times slower, and get a part of the records.
        return new RunConfig(
                Duration.ofSeconds(limitSeconds),
                10_000_000,
                quick ? 15 : 60,
                quick ? 100_000 : 200_000,
                RunConfig.Clock.HOURS);
    }

    private Workloads.Scale scale() {
        return new Workloads.Scale(
                backlog(Math.min(Workloads.MOST_PLACES, backlog().places())),
                runConfig(),
                Math.min(Workloads.MOST_ROUNDS, either(rounds, 5, 1)),
                either(placesUpTo, 1_500_000, 150_000),
                quick ? 1_000_000 : 10_000_000,
                firstPort + 2,
                runs,
                profile);
    }

    private int either(Integer given, int usual, int whenQuick) {
        return given != null ? given : quick ? whenQuick : usual;
    }
}
