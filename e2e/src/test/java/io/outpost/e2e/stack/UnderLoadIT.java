package io.outpost.e2e.stack;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Kills and upgrades while the simulator sends; one stack serves both tests. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UnderLoadIT {
    private static final int GOOD_VERSIONS = 3;

    /** The simulator's is behind those of the stack. */
    private static final int PORTS = LocalStack.PORTS + 1;

    private static LocalStack stack;
    private static int firstPort;

    @BeforeAll
    static void up() throws Exception {
        stack =
                new LocalStack(
                        Path.of(System.getProperty("outpost.home")),
                        Files.createTempDirectory("outpost-e2e").resolve("data"));
        firstPort = Ports.free(PORTS);
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
        long epoch = newestEpoch();
        String output =
                stack.outpost(
                        "drill", "upgrade", "--brief", "--running", "--ports-from=" + firstPort);
        assertVerified(output);
        assertTrue(
                newestEpoch() >= epoch + GOOD_VERSIONS,
                "each version that came to run writes with an epoch of its own");
    }

    private static long newestEpoch() throws SQLException {
        return stack.count("SELECT max(writer_epoch) FROM outpost.writer_epochs");
    }

    private static void assertVerified(String output) {
        System.out.println(output);
        assertTrue(output.contains(" lost=0 duplicated=0 wrong=0 stale=0"), output);
    }
}
