package io.outpost.bench.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.outpost.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one run found out, with all that is needed to take it again. */
record LiveReport(
        String command, Machine machine, LivePlan plan, Wanted wanted, LiveResults results) {
    private static final String BEGIN = "<!-- live: begin -->\n";
    private static final String END = "<!-- live: end -->\n";

    String markdown() {
        return "%s%nCommand: `%s`. %,d places, %d of them watched, each sensor once a second; job at parallelism %d with a heap of %d MiB. Machine: %s.%n"
                .formatted(
                        new LiveText(results, wanted).markdown(),
                        command,
                        plan.places(),
                        plan.watched(),
                        plan.parallelism(),
                        plan.heapMebibytes(),
                        machine.text());
    }

    String json() throws IOException {
        return new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(this);
    }

    void writeDocs(Path docs) throws IOException {
        Path page = docs.resolve("performance.md");
        Files.writeString(page, withResults(Files.readString(page)));
    }

    String withResults(String page) {
        int begin = page.indexOf(BEGIN);
        int end = page.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("the page has no marks to put the results between");
        }
        return page.substring(0, begin + BEGIN.length()) + markdown() + page.substring(end);
    }
}
