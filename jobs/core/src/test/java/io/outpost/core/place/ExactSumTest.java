package io.outpost.core.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    @Test
    void isTheExactSumRoundedOnce() {
        Random random = new Random(1);
        for (int run = 0; run < 200; run++) {
            long[] sums = new long[2];
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < 500; i++) {
                double value = (random.nextDouble() - 0.5) * 2200;
                ExactSum.add(sums, 0, value);
                exact = exact.add(new BigDecimal(value));
            }
            assertEquals(
                    exact.doubleValue(),
                    ExactSum.toDouble(sums[0], sums[1]),
                    Math.ulp(exact.doubleValue()));
        }
    }

    @Test
    void doesNotDependOnTheOrderOrOnWhatWasTakenBack() {
        double[] values = {0.1, -1e-9, 1100, -0.3, 1e-15, -1100.2, 53.7, -1e-30};
        long[] forward = new long[2];
        long[] backward = new long[2];
        for (double value : values) {
            ExactSum.add(forward, 0, value);
            ExactSum.add(forward, 0, 0.7);
            ExactSum.subtract(forward, 0, 0.7);
        }
        for (int i = values.length - 1; i >= 0; i--) {
            ExactSum.add(backward, 0, values[i]);
        }
        assertEquals(forward[0], backward[0]);
        assertEquals(forward[1], backward[1]);
    }

    @Test
    void holdsEveryTermExactlyAboveAndBelowZero() {
        double[] values = {0.3, -0.3, -0.05, 0.1, -1.9, -2.1, -0x1p-11, -0.7, -1e-3, -1100.2, -4};
        long[] sums = new long[2];
        BigDecimal exact = BigDecimal.ZERO;
        for (double value : values) {
            ExactSum.add(sums, 0, value);
            exact = exact.add(new BigDecimal(value));
            assertEquals(0, exact.compareTo(held(sums)), exact + " is held as " + held(sums));
        }
    }

    private static BigDecimal held(long[] sums) {
        BigDecimal fraction = new BigDecimal(Long.toUnsignedString(sums[1]));
        return BigDecimal.valueOf(sums[0]).add(fraction.divide(BigDecimal.valueOf(2).pow(64)));
    }

    @Test
    void keepsItsPrecisionNearZero() {
        long[] sums = new long[2];
        ExactSum.add(sums, 0, 1000);
        ExactSum.add(sums, 0, -1000.000001);
        assertEquals(1000 - 1000.000001, ExactSum.toDouble(sums[0], sums[1]), 1e-19);
    }

    @Test
    void numbersAreWrittenExactly() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            double value =
                    switch (i % 4) {
                        case 0 -> random.nextInt(2_000_000) / 1000.0 - 1000;
                        case 1 -> random.nextGaussian();
                        case 2 -> Double.longBitsToDouble(random.nextLong());
                        default -> -0.0;
                    };
            assertEquals(
                    Double.doubleToLongBits(value), Double.doubleToLongBits(writtenAndRead(value)));
        }
    }

    private static double writtenAndRead(double value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompactData.writeNumber(new DataOutputStream(bytes), value);
        return CompactData.readNumber(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }
}
