package io.outpost.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.outpost.bench.backlog.Backlog;
import io.outpost.bench.suite.Measurement;
import io.outpost.bench.workload.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The result of one run of the command.
 *
 * @param figures of the workloads; empty: they were not run
 * @param failures why contenders have no number, by their names
 */
public record Report(
        String command,
        MachineInfo machine,
        Backlog backlog,
        List<Summary> summaries,
        List<Figure> figures,
        Map<String, String> failures,
        List<Measurement> measurements) {
    private static final String PICTURE = "performance.svg";

    /** The tables with all that is needed to take them again. */
    public String markdown() {
        StringBuilder text = new StringBuilder(Tables.ratios(summaries));
        failures.forEach(
                (name, why) ->
                        text.append(
                                "%nNo number for %s: %s%n"
                                        .formatted(name, why.lines().findFirst().orElse(""))));
        text.append(
                "%nRounds: %d. Command: `%s`. Backlog: %s. Machine: %s.%n"
                        .formatted(
                                summaries.isEmpty() ? 0 : summaries.get(0).rounds(),
                                command,
                                backlogText(),
                                machine.text()));
        if (!figures.isEmpty()) {
            text.append("\n").append(Tables.figures(figures));
        }
        return text.toString();
    }

    private String backlogText() {
        return "%,d observations of %,d places with %d sensors, each every %d min, over %d h of event time, %d %% of the records twice, %d %% late by up to %d s"
                .formatted(
                        backlog.observations(),
                        backlog.places(),
                        backlog.sensorsPerPlace(),
                        backlog.intervalMinutes(),
                        backlog.hours(),
                        backlog.duplicatePercent(),
                        backlog.disorder().percent(),
                        backlog.disorder().upToSeconds());
    }

    public String json() throws IOException {
        return json(this);
    }

    /** Any results as indented JSON. */
    public static String json(Object results) throws IOException {
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(results);
    }

    /** Puts the tables between their marks into docs/performance.md, and the picture beside it. */
    public void writeDocs(Path docs) throws IOException {
        Page.MAIN.write(docs, markdown() + "\n![Throughput beside the loop](" + PICTURE + ")\n");
        Files.writeString(docs.resolve(PICTURE), RatioChart.svg(summaries));
        Files.writeString(docs.resolve("performance.json"), json() + "\n");
    }
}
