package io.outpost.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All results made again from the log. It is ordered by a file, so that a start that is killed in
 * the middle of it is followed by one that does it: a job without state must not find the tables
 * that one with other state has filled.
 */
record Rebuild(DataFolder data) {
    void order() throws IOException {
        Files.writeString(data.rebuildOrder(), "");
    }

    boolean isOrdered() {
        return Files.exists(data.rebuildOrder());
    }

    /** All savepoints and checkpoints of both jobs. */
    void giveUpState() throws IOException {
        for (StackJob job : StackJob.values()) {
            for (Path folder : new Path[] {job.checkpoints(data), job.savepoints(data)}) {
                Folders.deleteIfExists(folder);
            }
        }
        MessagesSent.forget(data);
    }

    /** Tables and topics are empty, and the jobs have no state. */
    void done() throws IOException {
        Files.deleteIfExists(data.rebuildOrder());
    }
}
