package io.outpost.cli.stack;

import io.outpost.cli.console.CommandException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A job has ended for good by its own decision: the log is not the one that it knows, or a later
 * submission writes. Neither a restart nor an older checkpoint would help. The message says why.
 */
final class JobRefusedException extends CommandException {
    private static final long serialVersionUID = 1L;

    /** Messages of the jobs that mean this begin so. */
    private static final List<String> BEGINNINGS = List.of("The log ", "Writer epoch ");

    /** What a stack trace puts before a message, also several of them. */
    private static final Pattern WRAPPING =
            Pattern.compile("^(Caused by: )?([\\w$]+\\.)+[\\w$]+: ");

    JobRefusedException(StackJob job, String message) {
        super(
                "%s\nThe %s job is not submitted again by itself; once that is put right: ./outpost down, then up."
                        .formatted(message, job.title()));
    }

    /** The message in what Flink wrote down of a failure, if it is one of these. */
    static Optional<String> messageIn(String failure) {
        return failure.lines()
                .map(String::strip)
                .filter(line -> !line.startsWith("at "))
                .map(JobRefusedException::unwrapped)
                .filter(line -> BEGINNINGS.stream().anyMatch(line::startsWith))
                .findFirst();
    }

    private static String unwrapped(String line) {
        String inner = WRAPPING.matcher(line).replaceFirst("");
        return inner.equals(line) ? line : unwrapped(inner);
    }
}
