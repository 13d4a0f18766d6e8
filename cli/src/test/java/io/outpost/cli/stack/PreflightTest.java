package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PreflightTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final int PORTS = 20;

    @Test
    void namesTheTakenPortAndTheWayOut() throws IOException {
        int base = freeBase();
        try (ServerSocket taken = new ServerSocket(base + 1, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(base);
            CommandException refusal =
                    assertThrows(CommandException.class, () -> Preflight.requireFree(ports));
            assertTrue(
                    refusal.getMessage().contains("Port " + taken.getLocalPort()),
                    refusal.getMessage());
            assertTrue(refusal.getMessage().contains("Kafka"), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("--ports-from"), refusal.getMessage());
        }
    }

    @Test
    void aPortIsFreeAgainOnceItsListenerIsGone() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertEquals(false, Preflight.isFree(port));
        }
        assertTrue(Preflight.isFree(port));
    }

    @Test
    void refusesPortsThatDoNotExistOrNeedPrivileges() {
        assertThrows(CommandException.class, () -> Preflight.requireFree(new Ports(80)));
        assertThrows(CommandException.class, () -> Preflight.requireFree(new Ports(65_530)));
    }

    @Test
    void givesEveryListenerItsOwnPort() {
        Ports ports = new Ports(20_000);
        assertEquals(12, ports.byName().size());
        Set<Integer> all = new HashSet<>(ports.byName().values());
        all.add(ports.simulator());
        all.addAll(ports.ofObserving().values());
        assertEquals(17, all.size());
    }

    @Test
    void refusesTooLittleMemoryAndSaysHowMuchIsThere() {
        CommandException refusal =
                assertThrows(
                        CommandException.class, () -> Preflight.requireMemory(GIBIBYTE * 3 / 2));
        assertTrue(refusal.getMessage().contains("1.5 GiB"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("--skip-memory-check"), refusal.getMessage());
        assertDoesNotThrow(() -> Preflight.requireMemory(8 * GIBIBYTE));
    }

    @Test
    void refusesAnotherJava() {
        CommandException refusal =
                assertThrows(CommandException.class, () -> Preflight.requireJava(21));
        assertTrue(refusal.getMessage().contains("JAVA_HOME"), refusal.getMessage());
        assertDoesNotThrow(() -> Preflight.requireJava(17));
    }

    /** Below the ports that connections are given, which other tests may hold just now. */
    private static int freeBase() {
        return IntStream.iterate(20_000, base -> base < 32_000, base -> base + PORTS)
                .filter(base -> IntStream.range(base, base + PORTS).allMatch(Preflight::isFree))
                .findFirst()
                .orElseThrow();
    }
}
