package io.outpost.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.stack.FreePorts;
import io.outpost.e2e.rig.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Kills and upgrades while the simulator sends; one stack serves both tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnderLoadIT {
    private static final Duration DRILLS_LIMIT = Duration.ofMinutes(20);

    private static LocalStack stack;

    @BeforeAll
    static void up() throws Exception {
        stack =
                new LocalStack(
                        Path.of(System.getProperty("outpost.home")),
                        Files.createTempDirectory("outpost-e2e").resolve("data"));
        int firstPort = FreePorts.inARow(LocalStack.PORTS);
        stack.up("--ha", "--emissions", "--ports-from=" + firstPort);
    }

    @AfterAll
    static void down() throws Exception {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void killsLeaveEverythingAsTheOracleComputesIt() throws Exception {
        String output =
                stack.outpost(
                        "faults",
                        "--running",
                        "--kills=2",
                        "--seed=1",
                        "--places=30",
                        "--without-outage");
        assertVerified(output);
        assertTrue(output.contains("Zero failures in 2 kills"), output);
    }

    @Test
    @Order(2)
    void goodVersionsComeToRunAndBadOnesAreRefusedOrTakenBack() throws Exception {
        LocalStack.Result drills =
                stack.run(DRILLS_LIMIT, "drill", "upgrade", "--brief", "--running");
        assertVerified(drills.output());
        assertEquals(0, drills.exitCode());
    }

    private static void assertVerified(String output) {
        System.out.println(output);
        assertTrue(output.contains(" lost=0 duplicated=0 wrong=0 stale=0"), output);
    }
}
