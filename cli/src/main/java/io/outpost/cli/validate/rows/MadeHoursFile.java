package io.outpost.cli.validate.rows;

import io.outpost.cli.validate.recording.WeatherHours;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Made hours as a recording that can be replayed; its name and its header say what it is. */
final class MadeHoursFile {
    static final String NAME = "made-hours.csv.gz";

    private static final String HEADER =
            "made_place,made_hour,latitude,longitude,elevation_metres,made_air_temperature_celsius,made_precipitation_millimetres,made_relative_humidity_percent\n";

    private MadeHoursFile() {}

    /** Writes the hours of places, one place after the other. */
    static void write(Path file, List<ReplayedPlace> places) throws IOException {
        try (BufferedWriter out =
                new BufferedWriter(
                        new OutputStreamWriter(
                                new GZIPOutputStream(Files.newOutputStream(file)),
                                StandardCharsets.UTF_8))) {
            out.write(HEADER);
            for (ReplayedPlace place : places) {
                write(out, place);
            }
        }
    }

    private static void write(BufferedWriter out, ReplayedPlace place) throws IOException {
        WeatherHours hours = place.hours();
        for (int i = 0; i < hours.count(); i++) {
            Duration sinceEpoch = Duration.ofHours(hours.firstEpochHour() + i);
            out.write(
                    String.join(
                            ",",
                            place.id(),
                            Instant.EPOCH.plus(sinceEpoch).toString(),
                            cell(place.parameters().latitudeDegrees()),
                            cell(place.parameters().longitudeDegrees()),
                            cell(place.parameters().elevationMetres()),
                            cell(hours.airTemperatureCelsius()[i]),
                            cell(hours.precipitationMillimetres()[i]),
                            cell(hours.relativeHumidityPercent()[i])));
            out.write('\n');
        }
    }

    /** Reads back as the same number; empty where there is none. */
    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
