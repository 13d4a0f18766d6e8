package io.outpost.e2e.upgrade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The brief form of the upgrade drills, on a stack of its own. */
class UpgradesIT {
    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final int GOOD_VERSIONS = 3;

    /** The simulator's is behind those of the stack. */
    private static final int PORTS = LocalStack.PORTS + 1;

    @Test
    void goodVersionsComeToRunAndBadOnesAreRefusedOrTakenBack() throws Exception {
        Path home = Path.of(System.getProperty("outpost.home"));
        Path data = Files.createTempDirectory("outpost-upgrades").resolve("data");
        String ports = "--ports-from=" + FreePorts.inARow(PORTS);
        try (LocalStack stack = new LocalStack(home, data).compileQuickly()) {
            stack.up("--ha", "--emissions", ports);
            long epoch = newestEpoch(stack);
            LocalStack.Result drills =
                    stack.run(
                            LIMIT,
                            "drill",
                            "upgrade",
                            "--brief",
                            "--running",
                            "--places=12",
                            ports);
            System.out.println(drills.output());
            assertEquals(0, drills.exitCode(), drills.output());
            assertTrue(
                    drills.output().contains(" lost=0 duplicated=0 wrong=0 stale=0"),
                    drills.output());
            assertTrue(
                    newestEpoch(stack) >= epoch + GOOD_VERSIONS,
                    "each version that came to run writes with an epoch of its own");
        }
    }

    private static long newestEpoch(LocalStack stack) throws SQLException {
        return stack.count("SELECT max(writer_epoch) FROM outpost.writer_epochs");
    }
}
