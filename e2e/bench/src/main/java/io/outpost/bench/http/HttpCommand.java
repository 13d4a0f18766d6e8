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

/** Measures what the API takes, beside its peers; Http.properties describes the options. */
@Command(
        name = "http",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        resourceBundle = "io.outpost.bench.Http")
public final class HttpCommand implements Callable<Integer> {
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

    @Option(names = "--batch", paramLabel = "N", defaultValue = "500")
    private int batch;

    @Option(names = "--contenders", split = ",", paramLabel = "NAME")
    private Set<Contender> only = EnumSet.allOf(Contender.class);

    @Option(names = "--profile", paramLabel = "FOLDER")
    private Path profile;

    @Option(names = "--ports-from", paramLabel = "PORT", defaultValue = "18380")
    private int firstPort;

    @Option(names = "--write-docs")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        HttpPlan plan = checkedPlan();
        try (Fixtures fixtures = Fixtures.start(firstPort);
                HttpRun run = HttpRun.start(fixtures, plan, profile, firstPort + 2)) {
            String text = new HttpReport(plan, run.measure()).markdown() + Page.origin(spec);
            System.out.println(text);
            if (writeDocs) {
                Page.HTTP.write(text);
            }
            return 0;
        }
    }

    private HttpPlan checkedPlan() {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    HttpPlan plan() {
        return new HttpPlan(
                rounds != null ? rounds : quick ? 1 : 5,
                warmUpSeconds != null ? warmUpSeconds : quick ? 5 : 15,
                seconds != null ? seconds : quick ? 5 : 15,
                connections,
                batch,
                only.stream().sorted().toList());
    }
}
