package io.outpost.cli.simulate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.outpost.cli.stack.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a served simulator resumes after a restart.
 *
 * @param begun when it was asked to begin: the start of event time when the options name none. Null
 *     in files of before, which always name one
 * @param sentThroughMillis event time; everything up to here is acknowledged, what was sent after
 *     is sent again, byte for byte
 * @param stopped true when it was asked to stop, and has to stay stopped
 */
record ResumePoint(RunRequest options, Instant begun, long sentThroughMillis, boolean stopped) {
    static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);

    static Optional<ResumePoint> read(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(JSON.readValue(Files.readAllBytes(file), ResumePoint.class))
                : Optional.empty();
    }

    static ResumePoint beginning(RunPlan plan, Instant begun) {
        return new ResumePoint(plan.request(), begun, plan.fromMillis() - 1, false);
    }

    ResumePoint through(long millis) {
        return new ResumePoint(options, begun, millis, stopped);
    }

    ResumePoint asStopped() {
        return new ResumePoint(options, begun, sentThroughMillis, true);
    }

    /** The same plan as before: a live run has the same start. */
    RunPlan plan(Instant now) {
        return RunPlan.of(options, begun == null ? now : begun);
    }

    void write(Path file) throws IOException {
        Folders.writeAtomically(file, JSON.writeValueAsString(this));
    }
}
