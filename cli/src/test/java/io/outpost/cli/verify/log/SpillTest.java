package io.outpost.cli.verify.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.outpost.cli.verify.HandMadeLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes to disk comes back as it was. */
class SpillTest {
    @Test
    void recordsComeBackInTheirOrderWithAllThatTheySay(@TempDir Path folder) throws IOException {
        HandMadeLog log = new HandMadeLog();
        log.recordBytes(1_048_576).at("PT0S", 20).interval(0).sensor("b").at("PT1S", -3);
        log.parameters("PT2S", 600)
                .parameters("PT2S", HandMadeLog.hut().setSurface("SAND").setAttribution("A"))
                .removed("PT3S")
                .rejected("PT4S")
                .at("PT5S", 1);
        for (String document : new String[] {"{\"name\":\"\u00e4\"}", null}) {
            log.records.add(
                    new LoggedPreference(
                            HandMadeLog.PLACE, 3, 9, 5, "dry", "ann", 2, document, 77));
        }
        List<LogRecord> found = new ArrayList<>();
        try (Spill spill = new Spill(folder, 1)) {
            for (LogRecord one : log.records) {
                spill.add(one);
            }
            spill.flush();
            spill.bucket(0).records(HandMadeLog.PLACE, found::add);
        }
        assertEquals(text(log.records), text(found));
        assertEquals(log.records, found);
    }

    private static List<String> text(List<LogRecord> records) {
        return records.stream()
                .map(
                        one ->
                                one instanceof LoggedObservation o
                                        ? o + " " + o.declaredSeconds() + " " + o.recordBytes()
                                        : one.toString())
                .toList();
    }
}
