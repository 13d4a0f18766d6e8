package io.outpost.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.measure.Measurement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What one run of the command found out. */
public record Report(
        String command,
        Machine machine,
        Backlog backlog,
        List<Summary> summaries,
        List<Measurement> measurements) {
    private static final String BEGIN = "<!-- bench: begin -->\n";
    private static final String END = "<!-- bench: end -->\n";
    private static final String PICTURE = "performance.svg";

    /** The table with all that is needed to take it again. */
    public String markdown() {
        return "%s%nCommand: `%s`. Backlog: %,d observations of %,d places with %d sensors, each every %d min, over %d h of event time, %d %% of the records twice. Machine: %s.%n"
                .formatted(
                        RatioTable.markdown(summaries),
                        command,
                        backlog.observations(),
                        backlog.places(),
                        backlog.sensorsPerPlace(),
                        backlog.intervalMinutes(),
                        backlog.hours(),
                        backlog.duplicatePercent(),
                        machine.text());
    }

    public String json() throws IOException {
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(this);
    }

    /** Puts the table between its marks into docs/performance.md, and the picture beside it. */
    public void writeDocs(Path docs) throws IOException {
        Path page = docs.resolve("performance.md");
        Files.writeString(page, withTable(Files.readString(page)));
        Files.writeString(docs.resolve(PICTURE), RatioChart.svg(summaries));
        Files.writeString(docs.resolve("performance.json"), json() + "\n");
    }

    String withTable(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no marks to put the table between");
        }
        return page.substring(0, begin + BEGIN.length())
                + markdown()
                + "\n![Throughput beside the loop]("
                + PICTURE
                + ")\n"
                + page.substring(end);
    }
}
