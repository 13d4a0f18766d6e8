package io.outpost.cli.upgrade;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.ConditionsCluster;
import io.outpost.cli.stack.StackOptions;
import io.outpost.cli.topic.Offsets;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost rescale}: the conditions job with another parallelism, while it runs. */
@Command(
        name = "rescale",
        sortOptions = false,
        description = {
            "Runs the conditions job with another parallelism.",
            "",
            "Flink restores its tasks from the newest checkpoint; the job, its id and its writer epoch"
                    + " stay, and what is emitted does not change. A new submission of the job, as by"
                    + " upgrade or up, has the parallelism of the settings again."
        })
public final class RescaleCommand implements Callable<Integer> {
    /** Keys are in 128 groups (pipeline.max-parallelism). */
    private static final int MOST = 128;

    @Mixin private StackOptions options;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            required = true,
            description = "From 1 to 128. Each needs a slot of a TaskManager.")
    private int parallelism;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (parallelism < 1 || parallelism > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--parallelism must be from 1 to " + MOST);
        }
        ConditionsCluster cluster = ConditionsCluster.of(options);
        String job =
                cluster.liveJob(ConditionsCluster.JOB)
                        .orElseThrow(() -> new CommandException("No conditions job runs"));
        long begin = System.nanoTime();
        cluster.rescale(job, parallelism, partitions(cluster));
        System.out.printf(
                "Job %s runs with the parallelism %d, with its first checkpoint after %.1f s%n",
                job, parallelism, (System.nanoTime() - begin) / 1e9);
        return 0;
    }

    private static int partitions(ConditionsCluster cluster) throws InterruptedException {
        try (Admin admin = Admin.create(cluster.kafka().settings(Map.of()))) {
            return Offsets.ends(admin, cluster.logTopic()).size();
        }
    }
}
