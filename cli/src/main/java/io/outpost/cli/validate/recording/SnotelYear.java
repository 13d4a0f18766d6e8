package io.outpost.cli.validate.recording;

import io.outpost.cli.console.CommandException;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

/**
 * A water year of the SNOTEL site 428, hourly. Arrays by hour, NaN where nothing was measured.
 *
 * @param file as it was measured
 * @param longestGapHours of the temperature, filled in the weather
 * @param counterFalls how often the counter of precipitation fell
 * @param months of the site's clock, which is 8 h behind UTC
 * @param soilMoisturePercent 2 in deep
 */
public record SnotelYear(
        Path file,
        String name,
        int longestGapHours,
        int counterFalls,
        WeatherHours weather,
        Month[] months,
        double[] snowWaterMillimetres,
        double[] snowDepthCentimetres,
        double[] soilMoisturePercent) {
    /** Where it is. */
    public static final ModelParameters SITE =
            ModelParameters.at(39.33, -120.37, 2100, Surface.LOAM, StreamSize.MEDIUM);

    private static final ZoneOffset CLOCK = ZoneOffset.ofHours(-8);
    private static final int SECONDS_PER_HOUR = 3600;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static SnotelYear read(Path file) {
        CsvColumns columns =
                CsvColumns.read(
                        file,
                        "date",
                        "sh_temp_C",
                        "sh_precip_mm",
                        "sh_SWE_mm",
                        "sh_snowdepth_cm",
                        "sh_sm2_pct");
        long[] hours =
                columns.texts("date").stream().mapToLong(text -> epochHour(file, text)).toArray();
        HourGrid grid = new HourGrid(hours);
        double[] celsius = grid.place(columns.numbers("sh_temp_C"));
        double[] counter = grid.place(columns.numbers("sh_precip_mm"));
        double[] none = new double[grid.size()];
        Arrays.fill(none, Double.NaN);
        WeatherHours weather =
                new WeatherHours(grid.first(), held(celsius), increments(counter), none);
        return new SnotelYear(
                file,
                file.getFileName().toString().replaceAll(".*WY(\\d{4}).*", "$1"),
                longestGap(celsius),
                falls(counter),
                weather,
                months(grid.first(), grid.size()),
                grid.place(columns.numbers("sh_SWE_mm")),
                grid.place(columns.numbers("sh_snowdepth_cm")),
                grid.place(columns.numbers("sh_sm2_pct")));
    }

    private static long epochHour(Path file, String text) {
        try {
            return LocalDateTime.parse(text, TIME).toEpochSecond(CLOCK) / SECONDS_PER_HOUR;
        } catch (DateTimeParseException e) {
            throw new CommandException(
                    "%s, column date: '%s' is no time such as 2010-10-01 00:00:00"
                            .formatted(file, text),
                    e);
        }
    }

    private static Month[] months(long firstEpochHour, int count) {
        Month[] months = new Month[count];
        for (int i = 0; i < count; i++) {
            long second = (firstEpochHour + i) * SECONDS_PER_HOUR;
            months[i] = LocalDateTime.ofEpochSecond(second, 0, CLOCK).getMonth();
        }
        return months;
    }

    private static int longestGap(double[] celsius) {
        int longest = 0;
        int gap = 0;
        for (double value : celsius) {
            gap = Double.isNaN(value) ? gap + 1 : 0;
            longest = Math.max(longest, gap);
        }
        return longest;
    }

    /**
     * A missing temperature is the last one, and 0 degC before the first: by the models' own rule
     * they would stop in two weeks of a year without any, and that year could not be scored.
     */
    private static double[] held(double[] celsius) {
        double[] held = celsius.clone();
        for (int i = 0; i < held.length; i++) {
            double before = i == 0 ? 0 : held[i - 1];
            held[i] = Double.isNaN(held[i]) ? before : held[i];
        }
        return held;
    }

    private static int falls(double[] counter) {
        int falls = 0;
        double before = Double.NaN;
        for (double value : counter) {
            falls += value < before ? 1 : 0;
            before = Double.isNaN(value) ? before : value;
        }
        return falls;
    }

    /** Of a counter; what was counted over a gap comes at its end, and a fall gives none. */
    private static double[] increments(double[] counter) {
        double[] increments = new double[counter.length];
        double before = Double.NaN;
        for (int i = 0; i < counter.length; i++) {
            increments[i] = counter[i] > before ? counter[i] - before : 0;
            before = Double.isNaN(counter[i]) ? before : counter[i];
        }
        return increments;
    }
}
