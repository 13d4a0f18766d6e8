package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The number of the deployment that writes to Postgres. It rises at every submission, so that rows
 * of a job that is thought dead never overwrite those of its successor.
 */
record WriterEpoch(Path file) {
    static WriterEpoch of(DataFolder data) {
        return new WriterEpoch(data.root().resolve("writer-epoch"));
    }

    /** Written down before it is used: a number is never given twice. */
    long next() throws IOException {
        long next = Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) + 1 : 1;
        AtomicFile.write(file, Long.toString(next));
        return next;
    }
}
