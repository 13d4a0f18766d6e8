package io.outpost.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which version of the conditions job a stack runs since an upgrade; written by the upgrade, read
 * by whoever keeps the job running.
 *
 * @param jar of that version; null: the one that was built
 * @param jobId of the job that runs it; null: the one that was started with the stack
 * @param isHeld true: an upgrade is at work, and nobody else starts the job
 */
record JobRelease(Path jar, String jobId, boolean isHeld) {
    /** No upgrade has been. */
    static final JobRelease BUILT = new JobRelease(null, null, false);

    private static final String FILE = "conditions-release.json";

    static JobRelease read(DataFolder data) {
        Path file = file(data);
        try {
            return Files.exists(file)
                    ? ProcessTable.JSON.readValue(file.toFile(), JobRelease.class)
                    : BUILT;
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable: " + file, e);
        }
    }

    void write(DataFolder data) throws IOException {
        Folders.writeAtomically(file(data), ProcessTable.JSON.writeValueAsString(this));
    }

    static void forget(DataFolder data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    private static Path file(DataFolder data) {
        return data.root().resolve(FILE);
    }
}
