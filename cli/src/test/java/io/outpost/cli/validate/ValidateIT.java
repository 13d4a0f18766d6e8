package io.outpost.cli.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * The scores of the real recordings are those that an independent program of the same models
 * printed, to its three digits.
 */
class ValidateIT {
    private static final Map<String, Double> SCORES =
            Map.of(
                    "snow water, Nash-Sutcliffe; simple: degree days", 0.946,
                    "snow depth, Nash-Sutcliffe", 0.910,
                    "wetness, rank correlation; simple: 48 h of rain and melt", 0.644,
                    "the same without years of a dead sensor (2012)", 0.701,
                    "the same, median year", 0.791,
                    "wetness, rank correlation, median station; simple: 48 h of rain", 0.833,
                    "humidex, share of the printed hours", 1.0,
                    "wind chill, share of the printed hours", 1.0);

    private static final Map<String, Double> ABLATIONS =
            Map.of(
                    "0 degree days, 3 mm/K a day, snow to rain at 0..2 degC", 0.764,
                    "1 and a melt factor of +-50 % over the year", 0.853,
                    "2 and liquid water of 5 %, freezing again", 0.944,
                    "2 with 2 mm/K a day", 0.852,
                    "2 with 4 mm/K a day", 0.932,
                    "2 with 5 mm/K a day", 0.871,
                    "3 energy balance, cold of the night not conducted into the pack", 0.699,
                    "4 energy balance and conduction, albedo never ages", 0.185,
                    "5 energy balance as it is built", 0.946);

    @Test
    void theScoresAreThoseOfAnotherImplementation() throws IOException {
        Path recordings = Path.of(System.getProperty("outpost.recordings"));
        Assumptions.assumeTrue(
                Files.exists(recordings), "NOTICE: skipped, no recordings at " + recordings);
        StringWriter out = new StringWriter();
        int exitCode =
                new CommandLine(new ValidateCommand())
                        .setOut(new PrintWriter(out))
                        .execute("--recordings", recordings.toString(), "--json");
        JsonNode found = new ObjectMapper().readTree(out.toString());
        assertEquals(rounded(SCORES), of(found.get("scores"), SCORES));
        assertEquals(rounded(ABLATIONS), of(found.get("ablations"), ABLATIONS));
        assertEquals(0, exitCode, out::toString);
    }

    private static Map<String, String> of(JsonNode scores, Map<String, Double> wanted) {
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode score : scores) {
            String measure = score.get("measure").asText();
            if (wanted.containsKey(measure)) {
                values.put(measure, score.get("value").asDouble());
            }
        }
        return rounded(values);
    }

    private static Map<String, String> rounded(Map<String, Double> values) {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, "%.3f".formatted(value)));
        return texts;
    }
}
