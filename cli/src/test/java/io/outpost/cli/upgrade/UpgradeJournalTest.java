package io.outpost.cli.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UpgradeJournalTest {
    @TempDir private Path folder;

    @Test
    void oneThatWasKilledReadsWhatItHasWritten() throws IOException {
        assertEquals(Optional.empty(), UpgradeJournal.read(folder));
        UpgradeJournal written =
                new UpgradeJournal(Path.of("/old.jar"), Path.of("/new.jar"), "a job");
        written.step = UpgradeStep.OLD_STOPPED;
        written.stoppedAt = "file:/savepoint-1";
        written.stopRequestedMillis = 1_700_000_000_000L;
        written.write(folder);
        UpgradeJournal read = UpgradeJournal.read(folder).orElseThrow();
        assertEquals(UpgradeStep.OLD_STOPPED, read.step);
        assertEquals(written.oldJar, read.oldJar);
        assertEquals(written.newJar, read.newJar);
        assertEquals("a job", read.oldJob);
        assertEquals("file:/savepoint-1", read.stoppedAt);
        assertEquals(1_700_000_000_000L, read.stopRequestedMillis);
        assertNull(read.newJob);
    }
}
