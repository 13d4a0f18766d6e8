package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QualityCheckTest {
    private final double[] values = new double[Quantity.COUNT];

    @Test
    void aHumidityThatMeansADewPointNeverRecordedIsLeftOut() {
        assertEquals(Flag.INCONSISTENT, flagOfHumidity(37, 100));
        assertEquals(Flag.INCONSISTENT, flagOfHumidity(50, 60));
        assertEquals(Flag.INCONSISTENT, flagOfHumidity(60, 32));
        assertTrue(Double.isNaN(values[Quantity.RELATIVE_HUMIDITY_PERCENT.code()]));
        assertEquals(60, values[Quantity.AIR_TEMPERATURE_CELSIUS.code()]);
    }

    @Test
    void oneThatIsOnRecordIsKept() {
        assertEquals(null, flagOfHumidity(42, 68));
        assertEquals(null, flagOfHumidity(36, 100));
        assertEquals(null, flagOfHumidity(-40, 100));
        assertEquals(null, flagOfHumidity(52, 20));
        assertEquals(null, flagOfHumidity(52, 0));
    }

    @Test
    void aDewPointRoundedToWholeFahrenheitIsKept() {
        Arrays.fill(values, Double.NaN);
        values[Quantity.AIR_TEMPERATURE_CELSIUS.code()] = 20;
        values[Quantity.DEW_POINT_CELSIUS.code()] = 20 + 1 / 1.8;
        assertEquals(0, QualityCheck.flagBadValues(values, present()));
        values[Quantity.DEW_POINT_CELSIUS.code()] = 20.7;
        assertEquals(
                Flag.INCONSISTENT,
                QualityCheck.flagOf(
                        QualityCheck.flagBadValues(values, present()), Quantity.DEW_POINT_CELSIUS));
    }

    private Flag flagOfHumidity(double celsius, double percent) {
        Arrays.fill(values, Double.NaN);
        values[Quantity.AIR_TEMPERATURE_CELSIUS.code()] = celsius;
        values[Quantity.RELATIVE_HUMIDITY_PERCENT.code()] = percent;
        return QualityCheck.flagOf(
                QualityCheck.flagBadValues(values, present()), Quantity.RELATIVE_HUMIDITY_PERCENT);
    }

    private int present() {
        int present = 0;
        for (int i = 0; i < values.length; i++) {
            present |= Double.isNaN(values[i]) ? 0 : 1 << i;
        }
        return present;
    }
}
