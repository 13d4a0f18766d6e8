package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final int FIRST_FLAGS = 5;

    @Test
    void countsOfBeforeThereWasAFlagStayThoseOfTheirs() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (int i = 0; i < 7; i++) {
            CompactData.writeUnsigned(out, i);
        }
        CompactData.writeSigned(out, Place.NONE);
        CompactData.writeUnsigned(out, (long) Quantity.COUNT * FIRST_FLAGS);
        for (int i = 0; i < Quantity.COUNT * FIRST_FLAGS; i++) {
            CompactData.writeUnsigned(out, i);
        }
        Counters read =
                Counters.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())),
                        FIRST_FLAGS);
        long[] flagged = read.flagged();
        int counter = Quantity.PRECIPITATION_COUNTER_MILLIMETRES.code();
        assertEquals(Quantity.COUNT * Flag.COUNT, flagged.length);
        assertEquals(
                counter * FIRST_FLAGS + Flag.IMPLAUSIBLE_RISE.ordinal(),
                flagged[counter * Flag.COUNT + Flag.IMPLAUSIBLE_RISE.ordinal()]);
        assertEquals(0, flagged[counter * Flag.COUNT + Flag.RISE_OVER_GAP.ordinal()]);
    }
}
