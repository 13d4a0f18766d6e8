package io.outpost.cli.verify;

import io.outpost.cli.verify.emission.AlertContent;
import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.EpisodeContent;
import io.outpost.cli.verify.emission.LateContent;
import io.outpost.cli.verify.emission.PaneContent;
import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.emission.TransitionContent;
import java.time.Instant;
import java.util.List;

/** Emissions in short lines: revision, time of the event, what, when. */
public final class Emitted {
    private Emitted() {}

    /** All but models and conditions. */
    public static List<String> lines(List<Emission> emissions) {
        return emissions.stream()
                .filter(e -> e.table() != Table.HOURLY_MODELS)
                .filter(e -> e.table() != Table.CONDITION_TRANSITIONS)
                .filter(e -> e.table() != Table.CONDITION_EPISODES)
                .map(e -> e.revision() + " " + clock(e.asOfMillis()) + " " + what(e))
                .toList();
    }

    /** Of one table, without revision and time of the event. */
    public static List<String> of(Table table, List<Emission> emissions) {
        return emissions.stream().filter(e -> e.table() == table).map(Emitted::what).toList();
    }

    /** A value of the last row of a pane. */
    public static double value(
            List<Emission> emissions, Table table, String startAfterNoon, String column) {
        long start = HandMadeLog.millis(startAfterNoon);
        return emissions.stream()
                .filter(e -> e.table() == table && e.key().number() == start)
                .map(e -> ((PaneContent) e.content()).values()[table.columns().indexOf(column)])
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    /** A reason of the last transition of a condition so long after noon; NaN: it has no value. */
    public static double reason(
            List<Emission> emissions, String condition, String afterNoon, String measure) {
        long at = HandMadeLog.millis(afterNoon);
        return emissions.stream()
                .filter(e -> e.table() == Table.CONDITION_TRANSITIONS)
                .filter(e -> e.key().what().equals(condition) && e.key().number() == at)
                .map(e -> ((TransitionContent) e.content()).drivers())
                .reduce((one, next) -> next)
                .orElseThrow()
                .stream()
                .filter(driver -> driver.measure().equals(measure))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static String what(Emission emission) {
        return switch (emission.table()) {
            case MINUTE_AGGREGATES -> "minute " + clock(emission.key().number());
            case QUARTER_HOUR_ROLLINGS -> "quarter " + clock(emission.key().number());
            case HOUR_AGGREGATES -> "hour " + clock(emission.key().number());
            case DAY_AGGREGATES -> "day";
            case HOURLY_MODELS -> "models " + clock(emission.key().number());
            default -> what(emission, emission.content());
        };
    }

    private static String what(Emission emission, Object content) {
        if (content instanceof CountersContent t) {
            return "counters %d=%d+%d+%d+%d+%d+%d, %d changed, %d open"
                    .formatted(
                            t.records(),
                            t.accepted(),
                            t.duplicate(),
                            t.conflict(),
                            t.late(),
                            t.rejected(),
                            t.waiting(),
                            t.rewrites(),
                            t.openPanes());
        } else if (content instanceof AlertContent a) {
            return "%s %s %s of %s, %s, ended %s"
                    .formatted(
                            a.subject(),
                            a.kind(),
                            clock(a.atMillis()),
                            clock(a.episode().startedMillis()),
                            a.level(),
                            a.episode().endedMillis() == null
                                    ? "no"
                                    : clock(a.episode().endedMillis()));
        } else if (content instanceof TransitionContent t) {
            return "%s %s %s > %s %s%s"
                    .formatted(
                            emission.key().what(),
                            clock(emission.key().number()),
                            t.from(),
                            t.state(),
                            t.level(),
                            t.retracted() ? ", retracted" : "");
        } else if (content instanceof EpisodeContent e) {
            return "%s from %s to %s, %s, peak %s%s"
                    .formatted(
                            e.condition(),
                            clock(e.startedMillis()),
                            e.endedMillis() == null ? "now" : clock(e.endedMillis()),
                            e.level(),
                            e.peakLevel(),
                            e.retracted() ? ", retracted" : "");
        } else if (content instanceof ParametersContent p) {
            return "version from "
                    + (p.appliedFromMillis() == null ? "first" : clock(p.appliedFromMillis()));
        } else if (content instanceof LateContent l) {
            return "late behind " + clock(l.clockMillis());
        }
        RejectedContent rejected = (RejectedContent) content;
        return "rejected " + emission.key().placeId() + " " + rejected.reason();
    }

    /** Such as 12:00:05; with its day when it is another than that of noon. */
    private static String clock(long millis) {
        String text = Instant.ofEpochMilli(millis).toString();
        return text.startsWith("2026-06-01T")
                ? text.substring(11, text.length() - 1)
                : text.substring(5, text.length() - 1);
    }
}
