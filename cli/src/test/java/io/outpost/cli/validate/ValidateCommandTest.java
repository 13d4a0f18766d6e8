package io.outpost.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.core.model.HourStep;
import io.outpost.core.model.ModelParameters;
import io.outpost.core.model.ModelState;
import io.outpost.core.model.RecentHours;
import io.outpost.core.model.StreamSize;
import io.outpost.core.model.Surface;
import io.outpost.core.model.Wetness;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command on recordings that were made up, and without any. */
class ValidateCommandTest {
    private static final String KAMLOOPS = "temp,temp_dew,wind_spd,hmdx,wind_chill\n";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ModelParameters SITE =
            ModelParameters.at(39.33, -120.37, 2100, Surface.LOAM, StreamSize.MEDIUM);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder;

    @Test
    void withoutRecordingsItSaysWhereToGetThem() {
        assertEquals(2, run());
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("zenodo 10.5281/zenodo.7820056"), err.toString());
        assertTrue(err.toString().contains(folder.toString()), err.toString());
    }

    @Test
    void rowsNeedRecordingsOfHoursToo() throws IOException {
        kamloops("30,15,10,34,\n");
        int exitCode =
                new CommandLine(new ValidateCommand())
                        .setErr(new PrintWriter(err))
                        .execute("rows", "--recordings", folder.toString());
        assertEquals(2, exitCode);
        assertTrue(err.toString().contains("zenodo 10.5281/zenodo.7820056"), err.toString());
    }

    @Test
    void whatReachesWhatItMustEndsWith0() throws IOException {
        kamloops("30,15,10,34,\n-9.1,-12.9,19,,-17\n5,1,10,,\n");
        assertEquals(0, run(), err::toString);
        assertTrue(out.toString().contains("| **1.000** | 1 of 1 | >= 1.00 |"), out.toString());
        assertFalse(out.toString().contains("missed"));
    }

    @Test
    void whatMissesItEndsWith1AndIsMarked() throws IOException {
        kamloops("30,15,10,35,\n30,15,10,34,\n-9.1,-12.9,19,,-17\n");
        assertEquals(1, run());
        assertTrue(
                out.toString().contains("| **0.500** | 1 of 2 | >= 1.00: **missed** |"),
                out.toString());
    }

    @Test
    void aRecordingThatIsNotThereIsNamed() throws IOException {
        kamloops("30,15,10,34,\n-9.1,-12.9,19,,-17\n");
        run("--json");
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(2, json.get("absent").size());
        assertEquals(2, json.get("scores").size());
        assertTrue(json.get("scores").get(0).get("holds").asBoolean());
        assertEquals(1.0, json.get("scores").get(0).get("reach").get("bound").asDouble());
    }

    /** Sensors that show what the models say: a whole score, and none of a sensor that is stuck. */
    @Test
    void aSiteIsScoredByItsSensors() throws IOException {
        Files.writeString(folder.resolve("428_WY2019_made.csv"), madeYear());
        run("--json");
        JsonNode scores = new ObjectMapper().readTree(out.toString()).get("scores");
        assertEquals(1, value(scores, "snow water, Nash-Sutcliffe"), 1e-6);
        assertEquals(1, value(scores, "snow depth, Nash-Sutcliffe"), 1e-6);
        assertEquals(0, value(scores, "melt-out"), 1e-9);
        assertEquals(1, value(scores, "wetness, rank correlation"), 1e-6);
        assertTrue(value(scores, "wetness, 48 h ahead") < 1, scores::toString);
    }

    @Test
    void theTablesStandBetweenTheMarksOfThePage() {
        String page = "a\n<!-- validate: begin -->\nold\n<!-- validate: end -->\nb\n";
        assertEquals(
                "a\n<!-- validate: begin -->\nnew\n<!-- validate: end -->\nb\n",
                SciencePage.with(page, "new\n"));
        assertThrows(CommandException.class, () -> SciencePage.with("a page", "new\n"));
    }

    private static double value(JsonNode scores, String measure) {
        for (JsonNode score : scores) {
            if (score.get("measure").asText().startsWith(measure)) {
                return score.get("value").asDouble();
            }
        }
        throw new AssertionError("there is no " + measure + " in " + scores);
    }

    /** From October on, a year from -7 to 17 degC, with 1.5 mm in every hour of each fifth day. */
    private static String madeYear() {
        StringBuilder rows =
                new StringBuilder(
                        "date,sh_SWE_mm,sh_snowdepth_cm,sh_precip_mm,sh_temp_C,sh_sm2_pct\n");
        HourStep models = new HourStep(SITE);
        ModelState state = ModelState.start(SITE);
        RecentHours recent = new RecentHours();
        LocalDateTime start = LocalDateTime.of(2018, 10, 1, 0, 0);
        long firstHour = start.toEpochSecond(ZoneOffset.ofHours(-8)) / 3600;
        double counter = 0;
        for (int hour = 0; hour < 365 * 24; hour++) {
            double season = Math.cos(2 * Math.PI * (hour / 24 - 290) / 365.0);
            double celsius = 5 + 12 * season + 5 * Math.cos(2 * Math.PI * (hour % 24 - 14) / 24);
            double rain = hour / 24 % 5 == 4 ? 1.5 : 0;
            counter += rain;
            recent.add(firstHour + hour, celsius, rain);
            models.step(state, recent.weather(Double.NaN, Double.NaN, Double.NaN));
            rows.append(
                    String.format(
                            Locale.ROOT,
                            "%s,%s,%s,%s,%s,%s%n",
                            start.plusHours(hour).format(TIME),
                            state.snowWaterEquivalentMillimetres(),
                            state.snowDepthCentimetres(),
                            counter,
                            celsius,
                            100 * Wetness.of(state, SITE.soil())));
        }
        return rows.toString();
    }

    private void kamloops(String rows) throws IOException {
        Files.writeString(folder.resolve("kamloops.csv"), KAMLOOPS + rows);
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "--recordings";
        arguments[1] = folder.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return new CommandLine(new ValidateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
