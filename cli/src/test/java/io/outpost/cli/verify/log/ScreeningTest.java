package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that contradict each other. */
class ScreeningTest {
    @ParameterizedTest
    @CsvSource({
        // Rounded to whole degF apart: 0.556 K.
        "20, 20.556, good",
        "20, 20.6, good",
        "20, 20.7, INCONSISTENT"
    })
    void aDewPointIsLittleAboveTheAirTemperature(double air, double dewPoint, String flag) {
        assertEquals(
                flag,
                flag(Measure.AIR_TEMPERATURE_CELSIUS, air, Measure.DEW_POINT_CELSIUS, dewPoint));
    }

    @ParameterizedTest
    @CsvSource({"5, 4.5, good", "5, 4.4, INCONSISTENT"})
    void aGustIsLittleBelowTheWind(double wind, double gust, String flag) {
        assertEquals(
                flag,
                flag(
                        Measure.WIND_SPEED_METRES_PER_SECOND,
                        wind,
                        Measure.WIND_GUST_METRES_PER_SECOND,
                        gust));
    }

    @ParameterizedTest
    @CsvSource({
        "35, 100, good",
        "37, 100, INCONSISTENT",
        "51, 5, good",
        "51, 60, INCONSISTENT",
        "40, 0, good",
        // An air temperature that is none says nothing of the humidity.
        "61, 100, good"
    })
    void aHumidityMeansADewPointThatThereIs(double air, double humidity, String flag) {
        assertEquals(
                flag,
                flag(
                        Measure.AIR_TEMPERATURE_CELSIUS,
                        air,
                        Measure.RELATIVE_HUMIDITY_PERCENT,
                        humidity));
    }

    /** Of the second of two measures. */
    private static String flag(Measure one, double value, Measure two, double other) {
        double[] sent = new double[Measure.COUNT];
        Arrays.fill(sent, Double.NaN);
        sent[one.ordinal()] = value;
        sent[two.ordinal()] = other;
        Screening screening = Screening.of(sent, 1 << one.ordinal() | 1 << two.ordinal());
        String flag = screening.flags()[two.ordinal()];
        assertEquals(flag != null, Double.isNaN(screening.value(two)));
        return flag == null ? "good" : flag;
    }
}
