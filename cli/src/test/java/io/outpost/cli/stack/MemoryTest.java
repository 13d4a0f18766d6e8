package io.outpost.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MemoryTest {
    @Test
    void readsWhatLinuxSaysIsAvailable() {
        String meminfo = "MemTotal:  24683520 kB\nMemFree: 1 kB\nMemAvailable:   2048 kB\n";
        assertEquals(2L << 20, Memory.linuxAvailableBytes(meminfo));
    }

    @Test
    void addsUpThePagesThatMacCanReclaim() {
        String vmStat =
                """
                Mach Virtual Memory Statistics: (page size of 16384 bytes)
                Pages free:                                1.
                Pages active:                            999.
                Pages inactive:                            2.
                Pages speculative:                         3.
                Pages wired down:                        999.
                Pages purgeable:                           4.
                """;
        assertEquals(10 * 16_384L, Memory.macAvailableBytes(vmStat));
    }

    @Test
    void neverRefusesAMachineThatDoesNotSay() {
        assertEquals(Long.MAX_VALUE, Memory.linuxAvailableBytes("MemTotal: 1 kB"));
        assertEquals(Long.MAX_VALUE, Memory.macAvailableBytes("?"));
    }

    @Test
    void measuresThisMachineAndThisProcess() throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        assertTrue(Memory.availableBytes() > 0);
        assertTrue(Memory.residentBytes(List.of(self)).get(self) > 1L << 20);
        assertEquals(Map.of(), Memory.residentBytes(List.of()));
    }
}
