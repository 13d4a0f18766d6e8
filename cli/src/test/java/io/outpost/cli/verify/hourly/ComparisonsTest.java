package io.outpost.cli.verify.hourly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonsTest {
    @ParameterizedTest
    @CsvSource({
        "-1e-8, false, false, true",
        "-1e-10, true, false, false",
        "0, true, false, false",
        "1e-10, true, false, false",
        "1e-8, true, true, false"
    })
    void aTieIsFromAndNeitherAboveNorBelow(
            double more, boolean isFrom, boolean isAbove, boolean isBelow) {
        for (double threshold : new double[] {-2, 0, 2 / 3.0, 8, 1000}) {
            double value = threshold + more;
            assertEquals(isFrom, Comparisons.isFrom(value, threshold), "from " + threshold);
            assertEquals(isAbove, Comparisons.isAbove(value, threshold), "above " + threshold);
            assertEquals(isBelow, Comparisons.isBelow(value, threshold), "below " + threshold);
        }
    }

    @Test
    void whatIsNotKnownIsNothingOfIt() {
        assertFalse(Comparisons.isFrom(Double.NaN, 0));
        assertFalse(Comparisons.isAbove(Double.NaN, 0));
        assertFalse(Comparisons.isBelow(Double.NaN, 0));
    }
}
