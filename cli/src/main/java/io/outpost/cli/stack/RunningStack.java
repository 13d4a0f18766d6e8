package io.outpost.cli.stack;

import java.util.List;
import java.util.Optional;

/** What runs now, as the supervisor last wrote it down; the supervisor itself may be gone since. */
record RunningStack(
        Phase phase,
        String failure,
        ProcessIdentity supervisor,
        List<RunningPart> parts,
        List<RunningJob> jobs) {
    enum Phase {
        STARTING,
        RUNNING,
        STOPPING,
        STOPPED,
        FAILED
    }

    /**
     * One process of the stack; {@code restarts} counts how often it died and was started again.
     * {@code failure} is null, or says how one ended that dies at once again and again.
     */
    record RunningPart(
            String name,
            ProcessIdentity process,
            String address,
            String stopSignal,
            int restarts,
            boolean ready,
            String failure) {}

    /**
     * A job that is kept running. {@code id} is null while none was taken by Flink, {@code
     * writerEpoch} when the job has none or it is not known, {@code restoredFrom} when it began
     * empty; {@code submissions} counts those of this run. {@code failure} says why the last start
     * failed, or why the job has ended for good.
     */
    record RunningJob(
            StackJob job,
            String id,
            Long writerEpoch,
            String restoredFrom,
            int submissions,
            String failure) {
        /** One that was not submitted yet. */
        static RunningJob none(StackJob job, String failure) {
            return new RunningJob(job, null, null, null, 0, failure);
        }

        RunningJob submitted(String newId, Long newWriterEpoch, String newRestoredFrom) {
            return new RunningJob(
                    job, newId, newWriterEpoch, newRestoredFrom, submissions + 1, null);
        }

        RunningJob failing(String why) {
            return new RunningJob(job, id, writerEpoch, restoredFrom, submissions, why);
        }
    }

    Optional<RunningPart> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    Optional<RunningJob> job(StackJob which) {
        return jobs.stream().filter(job -> job.job() == which).findFirst();
    }
}
