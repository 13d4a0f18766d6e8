package io.outpost.cli.upgrade;

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
 *
 * @param oldJar what runs before, kept for the way back
 * @param oldJob its id in Flink
 * @param savepoint of the old version while it runs on; null: none yet
 * @param stoppedAt savepoint with which the old version was stopped; null: it was not
 * @param stopRequestedMillis when its stop was asked for, ms since 1970; 0: it was not
 * @param startedMillis when the new version, or on the way back the old one, ran; 0: not yet
 * @param newJob id of the new version; null: it was not started
 * @param breach why it went no further; null: nothing did
 */
record UpgradeJournal(
        UpgradeStep step,
        Path oldJar,
        Path newJar,
        String oldJob,
        String savepoint,
        String stoppedAt,
        long stopRequestedMillis,
        long startedMillis,
        String newJob,
        String breach) {
    private static final String FILE = "upgrade.json";
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static UpgradeJournal begun(Path oldJar, Path newJar, String oldJob) {
        return new UpgradeJournal(
                UpgradeStep.BEGUN, oldJar, newJar, oldJob, null, null, 0, 0, null, null);
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

    UpgradeJournal at(UpgradeStep next) {
        return new UpgradeJournal(
                next,
                oldJar,
                newJar,
                oldJob,
                savepoint,
                stoppedAt,
                stopRequestedMillis,
                startedMillis,
                newJob,
                breach);
    }

    UpgradeJournal withSavepoint(String made) {
        return new UpgradeJournal(
                UpgradeStep.SAVEPOINT_MADE,
                oldJar,
                newJar,
                oldJob,
                made,
                stoppedAt,
                stopRequestedMillis,
                startedMillis,
                newJob,
                breach);
    }

    UpgradeJournal stopping(long millis) {
        return new UpgradeJournal(
                step,
                oldJar,
                newJar,
                oldJob,
                savepoint,
                null,
                millis,
                startedMillis,
                newJob,
                breach);
    }

    UpgradeJournal stopped(String at) {
        return new UpgradeJournal(
                UpgradeStep.OLD_STOPPED,
                oldJar,
                newJar,
                oldJob,
                savepoint,
                at,
                stopRequestedMillis,
                startedMillis,
                newJob,
                breach);
    }

    UpgradeJournal started(UpgradeStep next, String job, long millis) {
        return new UpgradeJournal(
                next,
                oldJar,
                newJar,
                oldJob,
                savepoint,
                stoppedAt,
                stopRequestedMillis,
                millis,
                job,
                breach);
    }

    UpgradeJournal broken(UpgradeStep next, String why) {
        return new UpgradeJournal(
                next,
                oldJar,
                newJar,
                oldJob,
                savepoint,
                stoppedAt,
                stopRequestedMillis,
                startedMillis,
                newJob,
                why);
    }
}
