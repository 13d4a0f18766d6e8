package io.outpost.api.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.api.web.ProblemException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {

    @Test
    void thatWhichIsShownIsWhatTellsThemApart() {
        assertEquals(units("units=imperial"), units("units=imperial&temperature_unit=fahrenheit"));
        assertEquals(Units.METRIC, units("units=metric&wind_speed_unit=ms"));
        assertNotEquals(units("units=imperial"), units("temperature_unit=fahrenheit"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "units=imperial",
                "units=scientific",
                "temperature_unit=kelvin",
                "temperature_unit=fahrenheit",
                "wind_speed_unit=kmh",
                "wind_speed_unit=mph",
                "wind_speed_unit=kn",
                "precipitation_unit=inch"
            })
    void convertWhatIsKeptWithinItsDimension(String query) {
        units(query)
                .others()
                .forEach(
                        (kept, shown) -> {
                            assertTrue(kept.isKept(), kept.name());
                            assertEquals(kept.dimension(), shown.dimension());
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "units=si| units: must be of: metric, imperial, scientific",
                "units=IMPERIAL| units: must be of: metric, imperial, scientific",
                "temperature_unit=rankine| temperature_unit: must be of: celsius, fahrenheit, kelvin",
                "temperature_unit=mph| temperature_unit: mph is a value of wind_speed_unit;"
                        + " here it must be of: celsius, fahrenheit, kelvin",
                "wind_speed_unit=inch| wind_speed_unit: inch is a value of precipitation_unit;"
                        + " here it must be of: ms, kmh, mph, kn",
                "precipitation_unit=imperial| precipitation_unit: imperial is a value of units;"
                        + " here it must be of: mm, inch"
            })
    void whatThereIsNotIsRefusedWithWhatThereIs(String query, String message) {
        ProblemException refused = assertThrows(ProblemException.class, () -> units(query));

        assertEquals(message, refused.getMessage());
    }

    static Units units(String query) {
        Map<String, String> asked =
                Arrays.stream(query.split("&", -1))
                        .map(one -> one.split("=", 2))
                        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
        return Units.of(name -> Optional.ofNullable(asked.get(name)));
    }
}
