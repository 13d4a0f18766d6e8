package io.outpost.cli.verify.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** All findings of a verification, and how they are reported. */
public final class Report {
    private final List<Findings> subjects = new ArrayList<>();
    private final int mostExamples;
    private long observations;

    public Report(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    /** Findings of one more table or topic. */
    public Findings about(String subject) {
        Findings findings = new Findings(subject, mostExamples);
        subjects.add(findings);
        return findings;
    }

    /** Number of records in the log. */
    public void observations(long count) {
        observations = count;
    }

    public long lost() {
        return sum(Findings::missingCount);
    }

    public long duplicated() {
        return sum(Findings::duplicatedCount);
    }

    /** Wrong content, and what must not be there at all. */
    public long wrong() {
        return sum(f -> f.wrongCount() + f.extraCount());
    }

    public long stale() {
        return sum(Findings::staleCount);
    }

    /** Messages of withdrawn writers that are retracted, as they must be. */
    public long withdrawn() {
        return sum(Findings::withdrawnCount);
    }

    public boolean isClean() {
        return subjects.stream().allMatch(Findings::isEmpty);
    }

    /** Such as {@code observations=446883 lost=0 duplicated=0 wrong=0 stale=0}. */
    public String summary() {
        return "observations=%d lost=%d duplicated=%d wrong=%d stale=%d%s"
                .formatted(
                        observations,
                        lost(),
                        duplicated(),
                        wrong(),
                        stale(),
                        withdrawn() == 0 ? "" : " withdrawn=" + withdrawn());
    }

    /** Counts by table and topic, the differences in words, and last the summary. */
    public void print(PrintStream out) {
        out.printf(
                "%-28s %12s %9s %9s %11s %9s %9s%n",
                "", "compared", "missing", "extra", "duplicated", "wrong", "stale");
        for (Findings f : subjects) {
            out.printf(
                    "%-28s %,12d %,9d %,9d %,11d %,9d %,9d  %s%n",
                    f.subject(),
                    f.checkedCount(),
                    f.missingCount(),
                    f.extraCount(),
                    f.duplicatedCount(),
                    f.wrongCount(),
                    f.staleCount(),
                    f.remark());
            f.examples().forEach(example -> out.println("    " + example));
        }
        out.println(summary());
    }

    /** The same for programs. */
    public void printJson(PrintStream out) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("observations", observations)
                .put("lost", lost())
                .put("duplicated", duplicated())
                .put("wrong", wrong())
                .put("stale", stale())
                .put("withdrawn", withdrawn());
        ArrayNode all = json.putArray("subjects");
        for (Findings f : subjects) {
            ObjectNode one = all.addObject();
            one.put("subject", f.subject())
                    .put("compared", f.checkedCount())
                    .put("missing", f.missingCount())
                    .put("extra", f.extraCount())
                    .put("duplicated", f.duplicatedCount())
                    .put("wrong", f.wrongCount())
                    .put("stale", f.staleCount())
                    .put("remark", f.remark());
            ArrayNode examples = one.putArray("differences");
            f.examples().forEach(examples::add);
        }
        out.println(json);
    }

    private long sum(ToLongFunction<Findings> count) {
        return subjects.stream().mapToLong(count).sum();
    }
}
