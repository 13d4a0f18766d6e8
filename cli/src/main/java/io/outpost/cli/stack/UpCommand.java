package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the local stack, in the foreground or, with --detach, in the background. */
@Command(
        name = "up",
        sortOptions = false,
        description =
                "Starts Kafka, the schema registry, Postgres, Flink and the API on this machine, submits the jobs, and keeps all of it running. Goes on from the data of the last run.")
public final class UpCommand implements Callable<Integer> {
    @Mixin private StackOptions options;

    @Option(names = "--detach", description = "Return when all is ready, and leave it running.")
    private boolean detach;

    @Option(names = "--fresh", description = "Throw the data of earlier runs away first.")
    private boolean fresh;

    @Option(
            names = "--rebuild",
            description = {
                "Make all results again from the log: give up the state of the jobs, empty the tables, and make the topics",
                "of results anew. For another log (log.topic in flink-conf/outpost.yaml), or tables that were lost."
            })
    private boolean rebuild;

    @Option(
            names = "--ports-from",
            paramLabel = "PORT",
            defaultValue = "" + Ports.DEFAULT_BASE,
            description = "First of thirteen ports in a row (default: ${DEFAULT-VALUE}).")
    private int portsFrom;

    @Option(
            names = "--ha",
            description =
                    "Run ZooKeeper too, so that a JobManager that dies finds its jobs again by itself.")
    private boolean highlyAvailable;

    @Option(names = "--without-archive", description = "Do not keep raw observations in Postgres.")
    private boolean withoutArchive;

    @Option(
            names = "--emissions",
            description =
                    "Let the conditions job write all that it emits to the topic outpost.emissions.v1 as well.")
    private boolean withEmissions;

    @Option(names = "--skip-memory-check", description = "Start even if memory seems short.")
    private boolean skipMemoryCheck;

    @Option(
            names = "--simulate",
            description =
                    "Also run a simulator: two days of weather of 200 towns as fast as possible, then live.")
    private boolean simulate;

    @Option(
            names = "--observe",
            description =
                    "Also run Prometheus and Alertmanager, which must be installed; four more ports.")
    private boolean observe;

    @Option(
            names = "--conditions-jar",
            hidden = true,
            paramLabel = "FILE",
            description = "Run this jar as the conditions job, not the one that was built.")
    private Path conditionsJar;

    @Option(names = "--without-job", hidden = true, description = "Start everything but the jobs.")
    private boolean withoutJob;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Preflight.requireJava(Runtime.version().feature());
        DataFolder data = options.folder();
        data.requireOwnOrEmpty();
        if (Supervisor.isAtWork(data)) {
            if (rebuild) {
                throw new CommandException(
                        "It runs in %s. Stop it first: ./outpost down".formatted(data.root()));
            }
            System.out.println("Already running in " + data.root() + ":");
            System.out.println(StatusReport.of(data).text());
            return 0;
        }
        clear(data);
        check();
        data.create();
        if (rebuild) {
            new Rebuild(data).order();
        }
        SupervisorProcess supervisor =
                SupervisorProcess.start(data, portsFrom, shape(), conditionsJar);
        return follow(data, supervisor);
    }

    /** Ends what a killed supervisor has left behind, and its data if that is wanted. */
    private void clear(DataFolder data) throws IOException, InterruptedException {
        if (StackStop.isNeeded(data)) {
            System.out.println("The last run was killed; what is left of it is stopped first.");
            StackStop.afterKill(data, new StepLog(System.out));
        }
        if (fresh) {
            data.wipe();
        }
    }

    private void check() throws IOException, InterruptedException {
        if (conditionsJar != null && !Files.isRegularFile(conditionsJar)) {
            throw new CommandException(conditionsJar + " is no file");
        }
        if (!withoutJob) {
            Distribution.ofLauncher().jobJar(StackJob.CONDITIONS);
        }
        Preflight.requireFree(new Ports(portsFrom));
        if (simulate) {
            Preflight.requireFreeForSimulator(new Ports(portsFrom));
        }
        if (observe) {
            ObservePrograms.onPath().prometheus();
            ObservePrograms.onPath().alertmanager();
            Preflight.requireFreeForObserving(new Ports(portsFrom));
        }
        if (!skipMemoryCheck) {
            Preflight.requireMemory(Memory.availableBytes());
        }
    }

    private StackShape shape() throws IOException {
        return new StackShape(
                !withoutJob,
                !withoutJob && !withoutArchive,
                highlyAvailable,
                simulate,
                observe,
                withEmissions,
                FlinkConfiguration.logTopic(Distribution.ofLauncher().flinkConf()));
    }

    private int follow(DataFolder data, SupervisorProcess supervisor)
            throws IOException, InterruptedException {
        Thread stop = new Thread(supervisor::stop, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        System.out.println("Outpost starts in " + data.root());
        if (!supervisor.awaitRunning(System.out)) {
            return 1;
        }
        System.out.println(StatusReport.of(data).text());
        if (detach) {
            Runtime.getRuntime().removeShutdownHook(stop);
            System.out.println("It keeps running in the background; ./outpost down ends it.");
            return 0;
        }
        System.out.println("Ctrl-C ends it.");
        supervisor.awaitEnd(System.out);
        if (!supervisor.hasStopped()) {
            System.out.println(
                    "Its supervisor has ended unexpectedly; ./outpost up goes on from the data.");
            return 1;
        }
        return 0;
    }
}
