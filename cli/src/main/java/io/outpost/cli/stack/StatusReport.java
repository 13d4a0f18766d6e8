package io.outpost.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outpost.cli.stack.RunningStack.Phase;
import io.outpost.cli.stack.RunningStack.RunningPart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of a stack at one moment. {@code job} is the conditions job, null when none was
 * submitted; {@code jobs} are all. {@code logTime} is when the newest record of the log was
 * appended, null is not known. The stack is degraded when something does not run that the
 * conditions do not need.
 */
record StatusReport(
        Instant at,
        String phase,
        String failure,
        List<PartStatus> parts,
        JobStatus job,
        List<JobStatus> jobs,
        Instant logTime,
        boolean degraded) {
    /** One process; {@code residentBytes} counts its children too. */
    record PartStatus(
            String name,
            String state,
            long pid,
            Instant startedAt,
            int restarts,
            long residentBytes,
            String address,
            String failure) {
        static final String READY = "ready";
        static final String ENDED = "ended";

        boolean hasEnded() {
            return state.equals(ENDED);
        }
    }

    static StatusReport of(DataFolder data) throws IOException, InterruptedException {
        Optional<RunningStack> stack = ProcessTable.read(data);
        if (stack.isEmpty()) {
            return of(
                    Phase.STOPPED.name(),
                    null,
                    List.of(),
                    new JobQuestions.Answers(List.of(), null));
        }
        return of(
                phase(stack.get()),
                stack.get().failure(),
                parts(stack.get()),
                new JobQuestions(data).ask(stack.get().jobs()));
    }

    static StatusReport of(
            String phase, String failure, List<PartStatus> parts, JobQuestions.Answers answers) {
        List<JobStatus> jobs = answers.jobs();
        JobStatus needed = jobs.stream().filter(StatusReport::isNeeded).findFirst().orElse(null);
        boolean degraded =
                phase.equals(Phase.RUNNING.name())
                        && jobs.stream().anyMatch(job -> !isNeeded(job) && job.isMissed());
        return new StatusReport(
                Instant.now(), phase, failure, parts, needed, jobs, answers.logTime(), degraded);
    }

    private static boolean isNeeded(JobStatus job) {
        return job.name().equals(StackJob.CONDITIONS.title());
    }

    boolean allRuns() {
        return phase.equals(Phase.RUNNING.name())
                && parts.stream().allMatch(part -> part.state().equals(PartStatus.READY))
                && jobs.stream().allMatch(JobStatus::isReady);
    }

    String text() {
        return StatusText.of(this);
    }

    String json() throws JsonProcessingException {
        return ProcessTable.JSON.writeValueAsString(this);
    }

    /** A table whose supervisor is gone says what was, not what is. */
    private static String phase(RunningStack stack) {
        boolean ended = stack.phase() == Phase.STOPPED || stack.phase() == Phase.FAILED;
        return ended || stack.supervisor().isAlive() ? stack.phase().name() : "UNSUPERVISED";
    }

    private static List<PartStatus> parts(RunningStack stack)
            throws IOException, InterruptedException {
        List<RunningPart> all = new ArrayList<>(stack.parts());
        if (stack.supervisor().isAlive()) {
            all.add(new RunningPart("supervisor", stack.supervisor(), "", "TERM", 0, true, null));
        }
        Map<Long, List<Long>> families = families(all);
        Map<Long, Long> resident =
                Memory.residentBytes(families.values().stream().flatMap(List::stream).toList());
        return all.stream().map(part -> status(part, families, resident)).toList();
    }

    /**
     * Each part's process with its descendants, by the process id of the part: Postgres, for one,
     * has a process per connection; a family that has ended is empty.
     */
    private static Map<Long, List<Long>> families(List<RunningPart> parts) {
        return parts.stream()
                .collect(
                        Collectors.toMap(
                                part -> part.process().pid(),
                                part -> members(part),
                                (first, second) -> first));
    }

    private static List<Long> members(RunningPart part) {
        if (part.name().equals("supervisor")) {
            // Its descendants are the other parts.
            return List.of(part.process().pid());
        }
        return part.process().find().stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid)
                .toList();
    }

    private static PartStatus status(
            RunningPart part, Map<Long, List<Long>> families, Map<Long, Long> resident) {
        long pid = part.process().pid();
        boolean alive = part.process().isAlive();
        long bytes =
                alive
                        ? families.get(pid).stream()
                                .mapToLong(member -> resident.getOrDefault(member, 0L))
                                .sum()
                        : 0;
        String state = !alive ? PartStatus.ENDED : part.ready() ? PartStatus.READY : "starting";
        return new PartStatus(
                part.name(),
                state,
                pid,
                part.process().startedAt(),
                part.restarts(),
                bytes,
                part.address(),
                part.failure());
    }
}
