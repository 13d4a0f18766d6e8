package io.outpost.cli.validate.recording;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.console.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Month;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings as they are on disk. */
class RecordedSetsTest {
    private static final String SNOTEL =
            "date,sh_SWE_mm,sh_snowdepth_cm,sh_precip_mm,sh_temp_C,sh_sm2_pct\n";
    private static final double NONE = Double.NaN;

    @TempDir private Path folder;

    @Test
    void anAbsentOrEmptyFolderHoldsNothing() {
        assertTrue(RecordedSets.in(folder).isEmpty());
        assertTrue(RecordedSets.in(folder.resolve("absent")).isEmpty());
    }

    @Test
    void snotelYearsAreReadInOrderAndTheirHoursInUtc() throws IOException {
        snotel("428_WY2011_L3.csv", "2010-10-01 00:00:00,0,0,0,5,1\n");
        snotel("428_WY2010_L3.csv", "2009-10-01 16:00:00,0,0,0,5,NA\n");
        List<SnotelYear> years = RecordedSets.in(folder).snotelYears();
        assertEquals(List.of("2010", "2011"), years.stream().map(SnotelYear::name).toList());
        long midnight = Instant.parse("2009-10-02T00:00:00Z").getEpochSecond() / 3600;
        assertEquals(midnight, years.get(0).weather().firstEpochHour());
        assertEquals(Month.OCTOBER, years.get(0).months()[0]);
        assertArrayEquals(new double[] {NONE}, years.get(0).soilMoisturePercent());
    }

    @Test
    void ofTheCounterOnlyRisesAreRainAndThoseOverAGapComeAtItsEnd() throws IOException {
        snotel(
                "428_WY2010_L3.csv",
                """
                2009-10-01 00:00:00,0,0,7.5,5,1
                2009-10-01 01:00:00,0,0,8.0,6,1
                2009-10-01 02:00:00,0,0,,,1
                2009-10-01 04:00:00,0,0,2.0,8,1
                2009-10-01 03:00:00,0,0,9.5,7,1
                2009-10-01 06:00:00,0,0,2.5,9,1
                """);
        SnotelYear year = RecordedSets.in(folder).snotelYears().get(0);
        WeatherHours weather = year.weather();
        assertEquals(1, year.counterFalls());
        assertEquals(1, year.longestGapHours());
        assertArrayEquals(
                new double[] {0, 0.5, 0, 1.5, 0, 0, 0.5}, weather.precipitationMillimetres());
        assertArrayEquals(new double[] {5, 6, 6, 7, 8, 8, 9}, weather.airTemperatureCelsius());
    }

    @Test
    void stationsWithTooLittleAreLeftOut() throws IOException {
        StringBuilder rows =
                new StringBuilder(
                        "wban,lst_date,latitude,t_daily_max,t_daily_min,p_daily_calc,rh_daily_avg,soil_moisture_5_daily,soil_temp_5_daily\n");
        Instant first = Instant.parse("2020-01-01T00:00:00Z");
        for (int day = 365; day >= 0; day--) {
            String date = first.plus(day, ChronoUnit.DAYS).toString().substring(0, 10);
            rows.append("1,%s,40,%d,0,2.4,50,0.2,5%n".formatted(date, day == 1 ? 20 : 10));
            rows.append("2,%s,40,10,0,,50,%s,5%n".formatted(date, day < 119 ? "0.2" : ""));
        }
        Files.writeString(folder.resolve("crn_2020.csv"), rows);
        List<UscrnStation> stations = RecordedSets.in(folder).uscrnStations();
        assertEquals(1, stations.size());
        UscrnStation station = stations.get(0);
        assertEquals(366, station.days());
        assertEquals(20, station.highestCelsius()[1], "in the order of the days");
        assertEquals(0.1, station.hours().precipitationMillimetres()[30], 1e-12);
        assertEquals(40, station.place().latitudeDegrees());
    }

    @Test
    void anotherFileOfThatNameIsSaidToBeAnother() throws IOException {
        Files.writeString(folder.resolve("kamloops.csv"), "temp,rain\n1,2\n");
        CommandException refused =
                assertThrows(CommandException.class, () -> RecordedSets.in(folder).kamloopsHours());
        assertTrue(refused.getMessage().contains("no column temp_dew"), refused.getMessage());
    }

    @Test
    void whatIsNoNumberIsSaidWithItsColumn() throws IOException {
        snotel("428_WY2010_L3.csv", "2009-10-01 00:00:00,0,0,7.5,warm,1\n");
        CommandException refused =
                assertThrows(CommandException.class, () -> RecordedSets.in(folder).snotelYears());
        assertTrue(
                refused.getMessage()
                        .endsWith("428_WY2010_L3.csv, column sh_temp_C: 'warm' is no number"),
                refused.getMessage());
    }

    @Test
    void aFileWithoutRowsOrWithBadTimesIsRefused() throws IOException {
        snotel("428_WY2010_L3.csv", "");
        assertThrows(CommandException.class, () -> RecordedSets.in(folder).snotelYears());
        snotel("428_WY2010_L3.csv", "yesterday,0,0,7.5,1,1\n");
        assertThrows(CommandException.class, () -> RecordedSets.in(folder).snotelYears());
        Files.writeString(folder.resolve("428_WY2010_L3.csv.gz"), "no gzip");
        Files.delete(folder.resolve("428_WY2010_L3.csv"));
        assertThrows(CommandException.class, () -> RecordedSets.in(folder).snotelYears());
    }

    private void snotel(String name, String rows) throws IOException {
        Files.writeString(folder.resolve(name), SNOTEL + rows);
    }
}
