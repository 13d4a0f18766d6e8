package io.outpost.cli.verify.report;

import java.util.ArrayList;
import java.util.List;

/** What was found in one table or topic: counts by kind, and the first differences in words. */
public final class Findings {
    private final String subject;
    private final int mostExamples;
    private final List<String> examples = new ArrayList<>();
    private long checked;
    private long missing;
    private long extra;
    private long duplicated;
    private long wrong;
    private long stale;
    private long withdrawn;
    private long later;
    private String remark = "";

    /**
     * Nothing found yet.
     *
     * @param mostExamples how many differences are kept in words
     */
    public Findings(String subject, int mostExamples) {
        this.subject = subject;
        this.mostExamples = mostExamples;
    }

    public void checked() {
        checked++;
    }

    public void checked(long count) {
        checked += count;
    }

    public void missing(String what) {
        missing++;
        example("missing " + what);
    }

    public void missing(long count, String what) {
        missing += count;
        example("missing " + what);
    }

    public void extra(String what) {
        extra++;
        example("extra " + what);
    }

    public void duplicated(String what) {
        duplicated++;
        example("duplicated " + what);
    }

    public void duplicated(long count, String what) {
        duplicated += count;
        example("duplicated " + what);
    }

    public void wrong(String what) {
        wrong++;
        example("wrong " + what);
    }

    public void stale(String what) {
        stale++;
        example("stale " + what);
    }

    /** Messages of a writer that was withdrawn, which are retracted. */
    public void withdrawn(long count) {
        withdrawn += count;
    }

    /** A row or message of records that came after what was read; it is not compared. */
    public void later() {
        later++;
    }

    /** Something to be said of the check itself. */
    public void remark(String text) {
        remark = text;
    }

    public String subject() {
        return subject;
    }

    public long checkedCount() {
        return checked;
    }

    public long missingCount() {
        return missing;
    }

    public long extraCount() {
        return extra;
    }

    public long duplicatedCount() {
        return duplicated;
    }

    public long wrongCount() {
        return wrong;
    }

    public long staleCount() {
        return stale;
    }

    public long withdrawnCount() {
        return withdrawn;
    }

    public List<String> examples() {
        return examples;
    }

    public String remark() {
        String laterOnes = later == 0 ? "" : "%,d of later records, not compared".formatted(later);
        return remark.isEmpty() || laterOnes.isEmpty()
                ? remark + laterOnes
                : remark + "; " + laterOnes;
    }

    public boolean isEmpty() {
        return missing + extra + duplicated + wrong + stale == 0;
    }

    private void example(String text) {
        if (examples.size() < mostExamples) {
            examples.add(text);
        }
    }
}
