package io.outpost.bench.live;

import io.outpost.bench.fixture.Fixtures;
import io.outpost.bench.report.Page;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the conditions job live, at constant rates; Live.properties describes the options. */
@Command(
        name = "live",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        resourceBundle = "io.outpost.bench.Live")
public final class LiveCommand implements Callable<Integer> {
    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--rates", split = ",", paramLabel = "N", defaultValue = "15000,30000")
    private List<Integer> rates;

    @Option(names = "--seconds", paramLabel = "N")
    private Integer seconds;

    @Option(names = "--warm-up", paramLabel = "SECONDS")
    private Integer warmUpSeconds;

    @Option(names = "--places", paramLabel = "N", defaultValue = "15000")
    private int places;

    @Option(names = "--watched", paramLabel = "N", defaultValue = "500")
    private int watched;

    @Option(names = "--ports-from", paramLabel = "PORT", defaultValue = "18280")
    private int firstPort;

    @Option(names = "--write-docs")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LivePlan plan = checkedPlan();
        try (Fixtures fixtures = Fixtures.start(firstPort);
                LiveRun run = LiveRun.start(fixtures, plan, firstPort + 2)) {
            LiveReport report = run.measure();
            long checkpointMillis =
                    Fixtures.flinkConf()
                            .get(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                            .toMillis();
            String text = report.markdown(plan, checkpointMillis) + Page.origin(spec);
            System.out.println(text);
            if (writeDocs) {
                Page.LIVE.write(text);
            }
            return report.isSound() ? 0 : 1;
        }
    }

    private LivePlan checkedPlan() {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    LivePlan plan() {
        return new LivePlan(
                places,
                watched,
                rates,
                warmUpSeconds != null ? warmUpSeconds : quick ? 5 : 60,
                seconds != null ? seconds : quick ? 15 : 60);
    }
}
