package io.outpost.e2e.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.upgrade.UpgradeVersion.End;
import io.outpost.e2e.upgrade.UpgradeVersion.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeResultsTest {
    private static final String OUTPUT =
            """
            SAVEPOINT_MADE
              1,011 emissions are the same
              20,044 emissions are the same
            TRIED
            OLD_STOPPED
            NEW_STARTED
              nothing was written for 5.7 s
            Breach: it has failed: a bad version | of today
            ROLLING_BACK
              the old version runs again after 5.0 s
            ROLLED_BACK
            WITHDRAWN
            """;

    @TempDir private Path folder;

    @Test
    void aLaterRunKnowsWhatIsDoneOfTheSameBuild() throws Exception {
        Path file = folder.resolve("results.md");
        UpgradeResults first = new UpgradeResults(file, "aa", System.out);
        assertEquals(Set.of(), first.done());
        first.add(List.of(result("bad version").row()));
        first.add(List.of(result("bad version").row()));
        assertEquals(Set.of("crashes 2"), new UpgradeResults(file, "aa", System.out).done());
        assertEquals(Set.of(), new UpgradeResults(file, "bb", System.out).done());
        assertEquals(
                "| aa | crashes 2 | switch | WITHDRAWN | 31 | 20,044 | 5.7 | 5.0 | it has failed: a bad version / of today |",
                Files.readAllLines(file).get(2));
    }

    @Test
    void aRightEndForAnotherReasonDoesNotPass() {
        assertTrue(result("bad version").passed());
        assertFalse(result("format").passed());
    }

    private static UpgradeResult result(String why) {
        Way way = new Way(false, End.WITHDRAWN, why);
        UpgradeVersion version = new UpgradeVersion("crashes", "throws", List.of(), List.of(way));
        return new UpgradeResult(
                new UpgradeDrill(version, 2, way, null), "WITHDRAWN", 31.2, OUTPUT);
    }
}
