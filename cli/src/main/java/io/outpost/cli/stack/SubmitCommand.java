package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.RunningStack.RunningJob;
import io.outpost.environment.Environment;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Submits the jobs to a session cluster that somebody else has started. */
@Command(
        name = "submit",
        sortOptions = false,
        description = {
            "Submits the jobs to a Flink cluster that runs, each from its newest savepoint or retained"
                    + " checkpoint. One that runs already is left alone; one that has left state is"
                    + " never begun empty.",
            "For a cluster of your own whose checkpoints are in a folder: ./outpost up does it by"
                    + " itself. Each job reads its settings"
                    + " from the variables; its login is in OUTPOST_POSTGRES_CONDITIONS_PASSWORD and"
                    + " OUTPOST_POSTGRES_ARCHIVE_PASSWORD, or ..._PASSWORD_FILE."
        })
public final class SubmitCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Option(
            names = "--flink-url",
            paramLabel = "URL",
            required = true,
            description = "Flink's REST interface (OUTPOST_FLINK_REST_URL).")
    private URI flinkUrl;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description =
                    "Where checkpoints and savepoints are, under the same path as for the cluster"
                            + " (OUTPOST_DATA).")
    private Path dataFolder;

    @Option(
            names = "--flink-home",
            paramLabel = "DIR",
            required = true,
            defaultValue = "${env:FLINK_HOME}",
            description = "The folder of Flink, for its command line (FLINK_HOME).")
    private Path flinkHome;

    @Option(
            names = "--jars",
            paramLabel = "DIR",
            defaultValue = "/opt/outpost/jobs",
            description =
                    "Where outpost-conditions.jar is, and the other (default: ${DEFAULT-VALUE}).")
    private Path jars;

    @Option(names = "--without-archive", description = "Only the conditions job.")
    private boolean withoutArchive;

    @Option(names = "--keep", description = "Go on, and submit again what the cluster has lost.")
    private boolean keep;

    @Spec private CommandSpec spec;

    private final StepLog progress = new StepLog(System.out);
    private final Environment environment;

    public SubmitCommand() {
        this(Environment.ofProcess());
    }

    SubmitCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        if (flinkUrl.getHost() == null || flinkUrl.getPort() < 0) {
            throw new ParameterException(
                    spec.commandLine(), "--flink-url must be http://host:port, but is " + flinkUrl);
        }
        DataFolder data = new DataFolder(dataFolder);
        Files.createDirectories(data.run());
        Files.createDirectories(data.logs());
        try (FileChannel channel = Supervisor.openLock(data);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new CommandException("Another process submits the jobs of " + data.root());
            }
            submit(data);
        }
        return 0;
    }

    private void submit(DataFolder data) throws Exception {
        ProcessTable table = new ProcessTable(data, ProcessIdentity.of(ProcessHandle.current()));
        List<JobKeeper> keepers = new ArrayList<>();
        for (StackJob job : jobs()) {
            JobSubmission submission = submission(job, data);
            JobKeeper keeper = JobKeeper.of(submission, table, progress);
            keepers.add(keeper);
            if (keep) {
                table.put(RunningJob.none(job, null));
            } else if (!runs(submission, table)) {
                progress.step(job.title(), keeper::begin);
            }
        }
        while (keep) {
            for (JobKeeper keeper : keepers) {
                keeper.check(Instant.now());
            }
            Await.pause(LOOK);
        }
    }

    private List<StackJob> jobs() {
        return withoutArchive ? List.of(StackJob.CONDITIONS) : List.of(StackJob.values());
    }

    private boolean runs(JobSubmission submission, ProcessTable table)
            throws IOException, InterruptedException {
        StackJob job = submission.job();
        Optional<FlinkRest.Job> live = submission.rest().liveJob(job.flinkName());
        if (live.isEmpty()) {
            return false;
        }
        progress.say("  %s runs: %s".formatted(job.title(), live.get().id()));
        table.put(RunningJob.none(job, null).submitted(live.get().id(), null, null));
        return true;
    }

    private JobSubmission submission(StackJob job, DataFolder data) {
        Path jar = jars.resolve(job.flinkName() + ".jar");
        if (Files.notExists(jar)) {
            throw new CommandException(jar + " is missing; name its folder with --jars.");
        }
        String password = password(job.login()).orElse(null);
        return new JobSubmission(
                job,
                data,
                new Endpoints(
                        null,
                        null,
                        null,
                        null,
                        job.login().user(),
                        password,
                        flinkUrl.toString(),
                        null),
                jar,
                List.of(
                        "-Drest.address=" + flinkUrl.getHost(),
                        "-Drest.port=" + flinkUrl.getPort()),
                List.of(),
                arguments -> flink(arguments, job.login(), password));
    }

    /** The job's own login, where it has one, in the place of the one that all would share. */
    private Launch flink(List<String> arguments, PostgresLogin login, String password) {
        List<String> command = new ArrayList<>();
        command.add(flinkHome.resolve("bin").resolve("flink").toString());
        command.addAll(arguments);
        Launch launch = new Launch(command, Map.of());
        return password == null
                ? launch
                : launch.with("OUTPOST_POSTGRES_USER", login.user())
                        .with("OUTPOST_POSTGRES_PASSWORD", password);
    }

    private Optional<String> password(PostgresLogin login) {
        try {
            return environment.value(login.passwordVariable());
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
