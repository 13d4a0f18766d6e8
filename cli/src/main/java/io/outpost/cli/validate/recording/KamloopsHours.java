package io.outpost.cli.validate.recording;

import java.nio.file.Path;

/** Hours of the airport of Kamloops with what Environment Canada printed; NaN where it did not. */
public record KamloopsHours(
        double[] airTemperatureCelsius,
        double[] dewPointCelsius,
        double[] windSpeedKilometresPerHour,
        double[] printedHumidex,
        double[] printedWindChill) {

    static KamloopsHours read(Path file) {
        CsvColumns columns =
                CsvColumns.read(file, "temp", "temp_dew", "wind_spd", "hmdx", "wind_chill");
        return new KamloopsHours(
                columns.numbers("temp"),
                columns.numbers("temp_dew"),
                columns.numbers("wind_spd"),
                columns.numbers("hmdx"),
                columns.numbers("wind_chill"));
    }
}
