package io.outpost.cli.stack;

/** A job has ended for good by its own decision ({@link JobRefusal}); the message says why. */
final class JobRefusedException extends StackException {
    private static final long serialVersionUID = 1L;

    JobRefusedException(StackJob job, String message) {
        super(
                "%s\nThe %s job is not submitted again by itself; once that is put right: ./outpost down, then up."
                        .formatted(message, job.title()));
    }
}
