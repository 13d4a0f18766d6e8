package io.outpost.cli.upgrade;

import io.outpost.cli.upgrade.RunEmissions.Emitted;
import io.outpost.cli.upgrade.RunEmissions.Identity;
import io.outpost.cli.verify.emission.Table;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Compares what runs emitted before a time. */
public final class RunComparison {
    private static final int SHOWN = 20;

    private final long untilMillis;
    private final PrintStream out;
    private long compared;
    private long missing;
    private long extra;
    private long different;
    private long violations;
    private long declared;

    public RunComparison(long untilMillis, PrintStream out) {
        this.untilMillis = untilMillis;
        this.out = out;
    }

    /** Both must have emitted the same. */
    public void everything(RunEmissions first, RunEmissions second) {
        say(first);
        compare(first, second, Long.MIN_VALUE);
    }

    /**
     * The second must have emitted what the first has since a time, and nothing that it has not.
     */
    public void since(RunEmissions first, RunEmissions second, long sinceMillis) {
        compare(first, second, sinceMillis);
    }

    private void compare(RunEmissions first, RunEmissions second, long sinceMillis) {
        say(second);
        missing +=
                count(
                        first,
                        identity -> !second.distinct().containsKey(identity),
                        sinceMillis,
                        "not emitted by " + second.name());
        extra +=
                count(
                        second,
                        identity -> !first.distinct().containsKey(identity),
                        Long.MIN_VALUE,
                        "emitted only by " + second.name());
        different +=
                count(
                        second,
                        identity -> {
                            Emitted other = first.distinct().get(identity);
                            return other != null
                                    && !other.isAsCompared(second.distinct().get(identity));
                        },
                        Long.MIN_VALUE,
                        "differs in " + second.name());
        declared += differAsDeclared(first, second);
    }

    private long differAsDeclared(RunEmissions first, RunEmissions second) {
        return second.distinct().entrySet().stream()
                .filter(one -> one.getValue().asOfMillis() < untilMillis)
                .filter(
                        one -> {
                            Emitted other = first.distinct().get(one.getKey());
                            return other != null
                                    && other.isAsCompared(one.getValue())
                                    && !other.equals(one.getValue());
                        })
                .count();
    }

    /** Emissions that differ only in fields that are declared to differ. */
    long differAsDeclared() {
        return declared;
    }

    private long count(
            RunEmissions run, Predicate<Identity> isFound, long sinceMillis, String what) {
        List<Identity> found =
                run.distinct().entrySet().stream()
                        .filter(one -> one.getValue().asOfMillis() < untilMillis)
                        .filter(one -> one.getValue().asOfMillis() >= sinceMillis)
                        .map(Map.Entry::getKey)
                        .filter(isFound)
                        .toList();
        found.stream().limit(SHOWN).forEach(one -> out.println("  " + one + ": " + what));
        return found.size();
    }

    private void say(RunEmissions run) {
        Map<Table, Integer> byTable = new EnumMap<>(Table.class);
        run.distinct().keySet().forEach(one -> byTable.merge(one.key().table(), 1, Integer::sum));
        out.printf(
                "%s: %,d emissions, %,d distinct%n",
                run.name(), run.written(), run.distinct().size());
        byTable.forEach((table, n) -> out.printf("  %-24s %,10d%n", table.tableName(), n));
        run.violations().stream().limit(SHOWN).forEach(one -> out.println("  " + one));
        compared += run.distinct().size();
        violations += run.violations().size();
    }

    public boolean isEqual() {
        return compared > 0 && missing + extra + different + violations == 0;
    }

    public String lastLine() {
        return "emissions=%d missing=%d extra=%d different=%d violations=%d"
                .formatted(compared, missing, extra, different, violations);
    }
}
