package io.outpost.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class ConsoleLineTest {
    @Test
    void readsBackWhatTheConsumerPrintsOfAnyBytes() {
        byte[] value = new byte[512];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) i;
        }
        ConsoleLine line = ConsoleLine.parse("Partition:3\tOffset:12345\t" + Bytes.wrap(value));
        assertEquals(3, line.partition());
        assertEquals(12_345, line.offset());
        assertArrayEquals(value, line.value());
    }

    @Test
    void refusesAnythingElse() {
        assertThrows(
                IllegalArgumentException.class, () -> ConsoleLine.parse("WARN nobody answers"));
    }
}
