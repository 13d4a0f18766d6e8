package io.outpost.bench.http;

import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.report.Page;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the API answers, beside its peers; Reads.properties describes the options. */
@Command(
        name = "reads",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        resourceBundle = "io.outpost.bench.Reads")
public final class ReadsCommand implements Callable<Integer> {
    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N")
    private Integer rounds;

    @Option(names = "--seconds", paramLabel = "N")
    private Integer seconds;

    @Option(names = "--warm-up", paramLabel = "SECONDS")
    private Integer warmUpSeconds;

    @Option(names = "--connections", paramLabel = "N", defaultValue = "64")
    private int connections;

    @Option(names = "--scheduled-connections", paramLabel = "N", defaultValue = "1000")
    private int scheduledConnections;

    @Option(names = "--scheduled-rate", paramLabel = "N", defaultValue = "5000")
    private int scheduledPerSecond;

    @Option(names = "--places", paramLabel = "N", defaultValue = "15000")
    private int places;

    @Option(names = "--contenders", split = ",", paramLabel = "NAME")
    private Set<ReadContender> only = EnumSet.allOf(ReadContender.class);

    @Option(names = "--profile", paramLabel = "FOLDER")
    private Path profile;

    @Option(names = "--ports-from", paramLabel = "PORT", defaultValue = "18480")
    private int firstPort;

    @Option(names = "--write-docs")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ReadsPlan plan = checkedPlan();
        try (Fixtures fixtures = Fixtures.start(firstPort);
                ReadsRun run = ReadsRun.start(fixtures, plan, profile, firstPort + 2)) {
            String text = new ReadsReport(plan, run.measure()).markdown() + Page.origin(spec);
            System.out.println(text);
            if (writeDocs) {
                Page.READS.write(text);
            }
            return 0;
        }
    }

    private ReadsPlan checkedPlan() {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    ReadsPlan plan() {
        return new ReadsPlan(
                rounds != null ? rounds : quick ? 1 : 5,
                warmUpSeconds != null ? warmUpSeconds : quick ? 5 : 30,
                seconds != null ? seconds : quick ? 5 : 15,
                connections,
                scheduledConnections,
                scheduledPerSecond,
                places,
                only.stream().sorted().toList());
    }
}
