package io.outpost.cli.verify.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SumTest {
    @Test
    void isTheNearestDoubleOfTheExactSum() {
        Random random = new Random(1);
        for (int run = 0; run < 2_000; run++) {
            Sum sum = new Sum();
            BigDecimal exact = BigDecimal.ZERO;
            for (int i = 0; i < 20; i++) {
                double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(6));
                // Within 2^-11 and 2^62 a double is held as it is.
                value = Math.abs(value) < 0.001 ? 0 : value;
                sum.add(value);
                exact = exact.add(new BigDecimal(value));
            }
            assertEquals(exact.doubleValue(), sum.value());
        }
    }

    @Test
    void givesBackWhatItTook() {
        Sum sum = new Sum();
        sum.add(0.1);
        sum.add(1e9);
        sum.subtract(1e9);
        assertEquals(0.1, sum.value());
        sum.subtract(0.1);
        assertEquals(0.0, sum.value());
    }
}
