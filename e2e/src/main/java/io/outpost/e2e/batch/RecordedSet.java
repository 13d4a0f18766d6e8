package io.outpost.e2e.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The recordings that the batch can read, each with its own code and without the product's
 * mappings.
 */
public enum RecordedSet {
    NYCFLIGHTS13 {
        @Override
        Sample sample(CSVRecord row) {
            Map<Field, Double> values = new EnumMap<>(Field.class);
            put(values, Field.AIR_TEMPERATURE, (number(row, "temp") - 32) * 5 / 9);
            put(values, Field.DEW_POINT, (number(row, "dewp") - 32) * 5 / 9);
            put(values, Field.RELATIVE_HUMIDITY, number(row, "humid"));
            put(values, Field.WIND_SPEED, number(row, "wind_speed") * 0.44704);
            put(values, Field.WIND_GUST, number(row, "wind_gust") * 0.44704);
            put(values, Field.PRECIPITATION, number(row, "precip") * 25.4);
            put(values, Field.PRESSURE, number(row, "pressure"));
            String origin = row.get("origin");
            return new Sample(
                    "nyc-" + origin.toLowerCase(Locale.ROOT),
                    origin,
                    Instant.parse(row.get("time_hour")),
                    HOUR_SECONDS,
                    values);
        }
    },
    BEIJING {
        @Override
        Sample sample(CSVRecord row) {
            Map<Field, Double> values = new EnumMap<>(Field.class);
            double temperature = number(row, "TEMP");
            double dewPoint = number(row, "DEWP");
            put(values, Field.AIR_TEMPERATURE, temperature);
            put(values, Field.DEW_POINT, dewPoint);
            put(values, Field.RELATIVE_HUMIDITY, Formulas.humidityPercent(temperature, dewPoint));
            put(values, Field.WIND_SPEED, number(row, "WSPM"));
            put(values, Field.PRECIPITATION, number(row, "RAIN"));
            put(values, Field.PRESSURE, number(row, "PRES"));
            String station = row.get("station");
            return new Sample(
                    "beijing-" + station.toLowerCase(Locale.ROOT),
                    station,
                    localHour(row).toInstant(ZoneOffset.ofHours(8)),
                    HOUR_SECONDS,
                    values);
        }
    };

    private static final int HOUR_SECONDS = 3600;
    private static final String NOT_AVAILABLE = "NA";

    abstract Sample sample(CSVRecord row);

    /** Reads a file, gzipped or not, row by row. */
    void read(Path file, Consumer<Sample> samples) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream unpacked =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                CSVParser rows =
                        CSVFormat.DEFAULT
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get()
                                .parse(
                                        new BufferedReader(
                                                new InputStreamReader(
                                                        unpacked, StandardCharsets.UTF_8)))) {
            for (CSVRecord row : rows) {
                samples.accept(sample(row));
            }
        }
    }

    private static LocalDateTime localHour(CSVRecord row) {
        return LocalDateTime.of(
                Integer.parseInt(row.get("year")),
                Integer.parseInt(row.get("month")),
                Integer.parseInt(row.get("day")),
                Integer.parseInt(row.get("hour")),
                0);
    }

    private static double number(CSVRecord row, String column) {
        String text = row.get(column);
        return text.equals(NOT_AVAILABLE) || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    private static void put(Map<Field, Double> values, Field field, double value) {
        if (!Double.isNaN(value)) {
            values.put(field, value);
        }
    }
}
