package io.outpost.cli.simulate;

import io.outpost.cli.console.StopSignal;
import io.outpost.cli.outcome.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * How a run is carried out, whatever it simulates.
 *
 * @param http the API to which is sent; null: to the log itself
 * @param groundTruth file for it; null: not wanted
 * @param patience longest time without any progress while waiting
 */
record RunSettings(
        Path dataFolder,
        HttpTarget http,
        String compression,
        boolean truth,
        Path groundTruth,
        boolean waitForResults,
        Patience patience,
        StopSignal stop,
        FeedSender.ResumeNote resumeNote) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    Path ledgerFolder() {
        return dataFolder.resolve("ledger");
    }

    Path newRunFolder(String prefix, Instant now) throws IOException {
        return Files.createDirectories(
                dataFolder.resolve("simulate").resolve(STAMP.format(now) + "-" + prefix));
    }
}
