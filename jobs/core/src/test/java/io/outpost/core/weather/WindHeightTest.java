package io.outpost.core.weather;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

final class WindHeightTest {
    @Test
    void windAt2MetresIsThreeQuartersOfThatAt10() {
        assertEquals(1 / 0.748, WindHeight.factorTo10Metres(2), 1e-3);
        assertEquals(1.944, WindHeight.factorTo10Metres(0.5), 5e-4);
        assertEquals(0.738, WindHeight.factorTo10Metres(100), 5e-4);
    }

    @Test
    void windAt10MetresAndOfAHeightThatIsNotKnownStaysAsItIs() {
        assertEquals(1, WindHeight.factorTo10Metres(10));
        assertEquals(1, WindHeight.factorTo10Metres(Double.NaN));
    }

    @Test
    void windChillOfAnAnemometerAt2MetresIsLower() {
        double sent = 15 / 3.6;
        double at10Metres = sent * WindHeight.factorTo10Metres(2);
        assertEquals(-29.1, WindChill.celsius(-20, sent), 0.05);
        assertEquals(-30.5, WindChill.celsius(-20, at10Metres), 0.05);
    }

    @Property
    void theHigherTheAnemometerTheSmallerTheFactor(
            @ForAll @DoubleRange(min = 0.5, max = 99) double metres,
            @ForAll @DoubleRange(min = 0.01, max = 1) double more) {
        assertTrue(
                WindHeight.factorTo10Metres(metres) > WindHeight.factorTo10Metres(metres + more));
    }
}
