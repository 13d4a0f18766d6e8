package io.outpost.cli.upgrade;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.outpost.cli.stack.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an upgrade has done so far, in a file that is written after each step: one that was killed
 * goes on from there.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class UpgradeJournal {
    private static final String FILE = "upgrade.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    UpgradeStep step = UpgradeStep.BEGUN;

    /** What runs before, kept for the way back. */
    Path oldJar;

    Path newJar;

    /** Its id in Flink. */
    String oldJob;

    /** Of the old version while it runs on; null: none yet. */
    String savepoint;

    /** Savepoint with which the old version was stopped; null: it was not. */
    String stoppedAt;

    /** When its stop was asked for, ms since 1970; 0: it was not. */
    long stopRequestedMillis;

    /** When the new version, or on the way back the old one, ran, ms since 1970; 0: not yet. */
    long startedMillis;

    /** Id of what was started after the stop; null: nothing was. */
    String newJob;

    /** The greatest writer epoch that is not on trial; null: no trial was begun. */
    Long trialAfter;

    /** The greatest one on trial; null: it has not ended. */
    Long trialThrough;

    /**
     * Nothing that the new version has taken up of the log is later, ms since 1970; 0: it was not
     * stopped.
     */
    long newStoppedMillis;

    /** Why it went no further; null: nothing was in its way. */
    String breach;

    private UpgradeJournal() {}

    UpgradeJournal(Path oldJar, Path newJar, String oldJob) {
        this.oldJar = oldJar;
        this.newJar = newJar;
        this.oldJob = oldJob;
    }

    static Optional<UpgradeJournal> read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), UpgradeJournal.class))
                : Optional.empty();
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Folders.writeAtomically(folder.resolve(FILE), JSON.writeValueAsString(this));
    }
}
