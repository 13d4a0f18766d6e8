package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.topic.Offsets;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.Topic;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;

/**
 * The cluster of a running stack with its conditions job, as an upgrade handles them: by Flink's
 * REST interface and its command line.
 */
public final class ConditionsCluster {
    public static final String JOB = StackJob.CONDITIONS.flinkName();

    /** What a version under trial runs as. */
    public static final String SHADOW = JOB + "-shadow";

    private static final String LOG = "Source: read log";
    private static final String TICKS = "Source: make ticks";
    private static final Duration FAILURE_LIMIT = Duration.ofSeconds(15);
    private static final Duration RESCALE_LIMIT = Duration.ofMinutes(2);
    private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(2);
    private static final Duration TASKS_LIMIT = Duration.ofSeconds(90);

    /** Nothing writes until it runs, and nothing else is left to be tried. */
    private static final Duration LAST_RESORT_LIMIT = Duration.ofMinutes(5);

    private static final Duration END_LIMIT = Duration.ofSeconds(60);

    private final Stack stack;
    private final FlinkRest rest;

    private ConditionsCluster(Stack stack) {
        this.stack = stack;
        this.rest = new FlinkRest(stack.endpoints().flinkRestUrl());
    }

    /**
     * That of the stack in a folder.
     *
     * @throws CommandException when none runs there
     */
    public static ConditionsCluster of(StackOptions options) throws IOException {
        DataFolder data = options.folder();
        RunningStack running =
                ProcessTable.read(data)
                        .filter(table -> table.phase() == RunningStack.Phase.RUNNING)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "No stack runs in %s. Start one: ./outpost up --detach --emissions"
                                                        .formatted(data.root())));
        Endpoints endpoints = Endpoints.load(data.root());
        Ports ports = new Ports(endpoints.portOfApi());
        StackShape shape =
                new StackShape(true, false, false, false, false, false, endpoints.logTopic());
        Stack stack =
                new Stack(
                        data,
                        Distribution.ofLauncher(),
                        ports,
                        data.stackId().orElseThrow(),
                        shape);
        if (running.job(StackJob.CONDITIONS).isEmpty()) {
            throw new CommandException("The stack in %s runs no job".formatted(data.root()));
        }
        return new ConditionsCluster(stack);
    }

    /** Where what upgrades have run is kept. */
    public Path releasesFolder() {
        return stack.data().releases();
    }

    /** The topic that the job reads. */
    public String logTopic() {
        return stack.endpoints().logTopic();
    }

    public KafkaAccess kafka() {
        return stack.endpoints().kafka();
    }

    public String registryUrl() {
        return stack.endpoints().registryUrl();
    }

    /** Of what the next submissions write. */
    public EpochTrial trial() {
        return EpochTrial.of(stack.postgresAdmin());
    }

    /** The time of the log's newest record, by the broker, ms since 1970. */
    public long newestInLogMillis() throws InterruptedException {
        try (Admin admin = Admin.create(kafka().settings(Map.of()))) {
            return Offsets.of(admin, stack.endpoints().logTopic(), OffsetSpec.maxTimestamp())
                    .values()
                    .stream()
                    .mapToLong(ListOffsetsResultInfo::timestamp)
                    .max()
                    .orElseThrow();
        }
    }

    /** The jar that the job runs now. */
    public Path jar() {
        Path ofRelease = JobRelease.read(stack.data()).jar();
        return ofRelease == null ? stack.distribution().jobJar(StackJob.CONDITIONS) : ofRelease;
    }

    /** The id of the job of a name that has not ended. */
    public Optional<String> liveJob(String name) throws IOException, InterruptedException {
        return rest.liveJob(name).map(FlinkRest.Job::id);
    }

    /** Nobody else starts the conditions job until it is {@link #release released}. */
    public void hold() throws IOException {
        JobRelease now = JobRelease.read(stack.data());
        new JobRelease(now.jar(), now.jobId(), true).write(stack.data());
    }

    /** From now on the stack keeps this job running, with this jar. */
    public void release(Path jar, String jobId) throws IOException {
        new JobRelease(jar, jobId, false).write(stack.data());
    }

    /** The stack keeps running what it did. */
    public void release() throws IOException {
        JobRelease now = JobRelease.read(stack.data());
        new JobRelease(now.jar(), now.jobId(), false).write(stack.data());
    }

    /** Makes a savepoint of a job that runs on; returns where it is. */
    public String savepoint(String job) throws IOException, InterruptedException {
        awaitRuns(job);
        return awaitSavepoint(job, rest.requestSavepoint(job, savepoints()));
    }

    /** Stops a job with a savepoint; returns where that is. */
    public String stop(String job) throws IOException, InterruptedException {
        awaitRuns(job);
        return awaitSavepoint(job, rest.requestStop(job, savepoints()));
    }

    /** One that is just being restored makes no savepoint. */
    private void awaitRuns(String job) throws InterruptedException {
        Await.until(
                "all tasks of job %s run".formatted(job), TASKS_LIMIT, () -> rest.allTasksRun(job));
    }

    /** Where a job that was stopped at a time or later has left its state. */
    public Optional<String> savepointSince(long millis) throws IOException {
        return RestorePoints.of(stack.data(), StackJob.CONDITIONS)
                .savepointSince(Instant.ofEpochMilli(millis))
                .map(point -> point.toUri().toString());
    }

    /**
     * Deletes the checkpoints and savepoints that a withdrawn version has made since it went on
     * from a savepoint, until a time; those of the job that runs now stay.
     */
    public void withdrawState(String savepoint, long untilMillis, String keptJob)
            throws IOException {
        URI place = URI.create(savepoint);
        RestorePoints.of(stack.data(), StackJob.CONDITIONS)
                .withdraw(
                        place.getScheme() == null ? Path.of(savepoint) : Path.of(place),
                        Instant.ofEpochMilli(untilMillis),
                        keptJob);
    }

    /** True when a job has ended, or Flink does not know it any more. */
    public boolean hasEnded(String job) throws IOException, InterruptedException {
        return rest.job(job).map(FlinkRest.Job::hasEnded).orElse(true);
    }

    private String savepoints() {
        return StackJob.CONDITIONS.savepoints(stack.data()).toUri().toString();
    }

    private String awaitSavepoint(String job, String request)
            throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + SAVEPOINT_LIMIT.toNanos();
        while (System.nanoTime() - deadlineNanos < 0) {
            Optional<String> location = savepointOf(job, request);
            if (location.isPresent()) {
                return location.get();
            }
            Await.pause(Duration.ofMillis(200));
        }
        throw new CommandException("The savepoint is not complete after " + SAVEPOINT_LIMIT);
    }

    private Optional<String> savepointOf(String job, String request) throws InterruptedException {
        try {
            return rest.savepoint(job, request);
        } catch (IOException e) {
            throw new CommandException(
                    "Flink made no savepoint of job %s: %s. Run the same command again"
                            .formatted(job, e.getMessage()),
                    e);
        }
    }

    /**
     * Starts a version beside the job: it writes its emissions to a topic, and nothing else.
     *
     * @return its job id, once all tasks run
     * @throws CommandException when it does not run; what Flink says is in the message
     */
    public String startShadow(Path jar, String savepoint, String topic)
            throws IOException, InterruptedException {
        Path checkpoints = stack.data().flink().resolve("shadow");
        Folders.deleteIfExists(checkpoints);
        List<String> options = List.of("-p", "1", "--allowNonRestoredState", "-s", savepoint);
        List<String> settings =
                List.of("writes=EMISSIONS", "emissions.topic=" + topic, "kafka.group-id=" + SHADOW);
        return submit(jar, checkpoints, options, settings, TASKS_LIMIT);
    }

    /**
     * Starts a version as the job, with the next writer epoch. State that it has no place for is an
     * error.
     *
     * @return its job id, once all tasks run
     * @throws CommandException when it does not run; what Flink says is in the message
     */
    public String start(Path jar, String savepoint) throws IOException, InterruptedException {
        return start(jar, savepoint, MessagesSent.read(stack.data()), TASKS_LIMIT);
    }

    /**
     * The same of a version that goes on from where it was stopped, after another one has written
     * since: what that has sent is not sent again.
     */
    public String startAgain(Path jar, String savepoint, Instant sentSince)
            throws IOException, InterruptedException {
        return start(
                jar,
                savepoint,
                Optional.of(MessagesSent.since(stack.data(), sentSince)),
                LAST_RESORT_LIMIT);
    }

    private String start(
            Path jar, String savepoint, Optional<MessagesSent> sent, Duration tasksLimit)
            throws IOException, InterruptedException {
        List<String> settings = new ArrayList<>();
        sent.ifPresent(span -> settings.add(span.setting()));
        settings.add("emissions.topic=" + Topic.EMISSIONS.topicName());
        return submit(
                jar,
                StackJob.CONDITIONS.checkpoints(stack.data()),
                List.of("-s", savepoint),
                settings,
                tasksLimit);
    }

    private String submit(
            Path jar,
            Path checkpoints,
            List<String> options,
            List<String> settings,
            Duration tasksLimit)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("run", "-d"));
        arguments.add("-D%s=%s".formatted(FlinkConfiguration.CHECKPOINTS, checkpoints.toUri()));
        arguments.addAll(options);
        JobSubmission submission = JobSubmission.ofLocalStack(stack, StackJob.CONDITIONS);
        arguments.add(jar.toString());
        arguments.addAll(submission.jobArguments());
        settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        JobSubmission.Outcome outcome = submission.submit(arguments);
        String id =
                outcome.jobId()
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "Flink did not take %s: %s"
                                                        .formatted(
                                                                jar,
                                                                JobStart.cause(outcome.output()))));
        awaitTasks(id, tasksLimit);
        return id;
    }

    private void awaitTasks(String id, Duration limit) throws IOException, InterruptedException {
        boolean run =
                Await.holds(
                        limit,
                        () ->
                                rest.allTasksRun(id)
                                        || hasEnded(id)
                                        || rest.restarts(id).orElse(0) > 2);
        if (!run || !rest.allTasksRun(id)) {
            String failure = stackTrace(id);
            cancel(id);
            throw new CommandException(
                    failure.isEmpty()
                            ? "Not all of its tasks run after %s; are there TaskManagers with slots?"
                                    .formatted(limit)
                            : "Its tasks do not run: " + JobStart.cause(failure));
        }
    }

    /** Of the newest failure, which Flink may list a little later than it ends the job. */
    private String stackTrace(String job) throws IOException, InterruptedException {
        Await.holds(FAILURE_LIMIT, () -> !rest.lastFailure(job).isEmpty());
        return rest.lastFailure(job);
    }

    /** Ends a job without a savepoint, and waits for it. */
    public void cancel(String job) throws IOException, InterruptedException {
        if (!hasEnded(job)) {
            rest.cancel(job);
            Await.until("job %s ends".formatted(job), END_LIMIT, () -> hasEnded(job));
        }
    }

    public JobHealth health(String job) throws IOException, InterruptedException {
        return rest.health(job);
    }

    /**
     * The newest failure of a job, in one line; Flink may list it a little later than it counts.
     */
    public String failure(String job) throws IOException, InterruptedException {
        return JobStart.cause(stackTrace(job));
    }

    /**
     * All places of a job have taken up everything received until then, ms since 1970;
     * Long.MIN_VALUE before the first.
     */
    public long reachedMillis(String job) throws IOException, InterruptedException {
        return rest.leastWatermark(job).orElse(Long.MIN_VALUE);
    }

    /**
     * Runs a job with another parallelism: from its newest checkpoint on, without a new submission,
     * so with the same writer epoch. What reads the log has no more tasks than that has partitions.
     * Returns when a checkpoint is complete after it.
     *
     * @throws CommandException when there are not slots enough, or it takes too long
     */
    public void rescale(String job, int parallelism, int partitions)
            throws IOException, InterruptedException {
        Map<String, FlinkRest.Task> tasks = rest.tasks(job);
        Map<String, Integer> wanted = wanted(tasks.keySet(), parallelism, partitions);
        int slots =
                rest.freeSlots()
                        + tasks.values().stream()
                                .mapToInt(FlinkRest.Task::parallelism)
                                .max()
                                .orElse(0);
        if (parallelism > slots) {
            throw new CommandException(
                    "The cluster has %d slots for this job. Give it more: taskmanager.numberOfTaskSlots in flink-conf/config.yaml, or more TaskManagers"
                            .formatted(slots));
        }
        Map<String, Integer> byId = new HashMap<>();
        wanted.forEach((name, most) -> byId.put(tasks.get(name).id(), most));
        rest.require(job, byId);
        Await.until(
                "all tasks run with the parallelism %d".formatted(parallelism),
                RESCALE_LIMIT,
                () -> isScaled(rest.tasks(job), wanted));
        checkpoint(job);
    }

    /** Ticks are made once, and no partition has two readers. */
    static Map<String, Integer> wanted(Set<String> tasks, int parallelism, int partitions) {
        Map<String, Integer> wanted = new HashMap<>();
        for (String name : tasks) {
            int most = name.startsWith(TICKS) ? 1 : parallelism;
            wanted.put(name, name.startsWith(LOG) ? Math.min(most, partitions) : most);
        }
        return wanted;
    }

    private static boolean isScaled(
            Map<String, FlinkRest.Task> tasks, Map<String, Integer> wanted) {
        return wanted.entrySet().stream()
                .allMatch(
                        one -> {
                            FlinkRest.Task task = tasks.get(one.getKey());
                            return task != null
                                    && task.runs()
                                    && task.parallelism() == one.getValue();
                        });
    }

    /** Makes a checkpoint, after which all that was emitted before is in its topic. */
    public void checkpoint(String job) throws InterruptedException {
        RequestedCheckpoint.await(rest, job, SAVEPOINT_LIMIT);
    }

    /** Copies a jar to where no build replaces it. */
    public Path keepJar(Path jar, String name) throws IOException {
        Path kept = stack.data().releases().resolve(name + ".jar");
        Files.createDirectories(kept.getParent());
        if (Files.notExists(kept)) {
            Path part = kept.resolveSibling(name + ".part");
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        return kept;
    }
}
