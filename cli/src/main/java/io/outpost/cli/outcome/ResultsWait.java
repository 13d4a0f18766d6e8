package io.outpost.cli.outcome;

import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.send.SendLog;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Waits until all results of what was sent are in Postgres. Made before the first record is sent,
 * as it counts from that moment.
 */
public final class ResultsWait {
    private static final Duration POLL = Duration.ofMillis(300);

    private final ResultStore store;
    private final Rejections rejections;
    private final Map<String, Long> toSendByPlace;
    private final Map<String, Counters> before;
    private final LongSupplier nanoClock;

    public ResultsWait(
            ResultStore store,
            Rejections rejections,
            Map<String, Long> toSendByPlace,
            LongSupplier nanoClock)
            throws SQLException {
        this.store = store;
        this.rejections = rejections;
        this.toSendByPlace = new TreeMap<>(toSendByPlace);
        this.before = store.counters(toSendByPlace.keySet());
        this.nanoClock = nanoClock;
    }

    /**
     * Returns when every acknowledged record is accounted for and no pane is open.
     *
     * @param patience longest time without any progress
     * @param progress shows each new state
     * @throws CommandException that says what is missing, after the time-out
     */
    public Outcome await(SendLog log, Patience patience, Progress progress) {
        Outcome previous = null;
        String trouble = "";
        long lastProgress = nanoClock.getAsLong();
        while (true) {
            rejections.poll(POLL);
            try {
                Map<String, Counters> now = store.counters(toSendByPlace.keySet());
                Outcome outcome = outcome(log.count(), now);
                if (outcome.isComplete()) {
                    return outcome;
                }
                if (!outcome.equals(previous)) {
                    previous = outcome;
                    lastProgress = nanoClock.getAsLong();
                    progress.update(
                            String.format(
                                    "%,d of %,d in the results, %d panes open",
                                    outcome.accounted(),
                                    outcome.sent(),
                                    outcome.counters().openPanes()));
                }
                trouble = missing(outcome, now);
            } catch (SQLException e) {
                trouble = "Postgres does not answer: " + e.getMessage();
            }
            Duration longest = patience.with(previous);
            if (nanoClock.getAsLong() - lastProgress > longest.toNanos()) {
                throw new CommandException(
                        "No progress for "
                                + longest
                                + ". "
                                + trouble
                                + "\nDoes the job run, and does the log's time advance? Ask: ./outpost status");
            }
        }
    }

    private Outcome outcome(long sent, Map<String, Counters> now) {
        Counters sum = Counters.NOTHING;
        for (String place : toSendByPlace.keySet()) {
            sum = sum.plus(added(place, now));
        }
        return new Outcome(sent, sum, rejections.countByReason(), rejections.beforeAnyPlace());
    }

    private Counters added(String place, Map<String, Counters> now) {
        return now.getOrDefault(place, Counters.NOTHING)
                .since(before.getOrDefault(place, Counters.NOTHING));
    }

    private String missing(Outcome outcome, Map<String, Counters> now) {
        return outcome.isAccountedFor()
                ? String.format(
                        "All %,d sent are accounted for, but %d panes are open. Those of a place that is not live"
                                + " close 3 times its longest recent gap after its last observation (5 s to 10 min, by"
                                + " the log's time); those of a live place close a minute after their end.",
                        outcome.sent(), outcome.counters().openPanes())
                : missingCounts(outcome, now);
    }

    private String missingCounts(Outcome outcome, Map<String, Counters> now) {
        String places =
                toSendByPlace.entrySet().stream()
                        .filter(e -> added(e.getKey(), now).records() < e.getValue())
                        .map(
                                e ->
                                        e.getKey()
                                                + " "
                                                + added(e.getKey(), now).records()
                                                + "/"
                                                + e.getValue())
                        .limit(20)
                        .collect(Collectors.joining(", "));
        return String.format(
                "Of %,d sent, %,d are accounted for (%,d missing); open panes: %d; rejected: %,d, with a reason"
                        + " on the topic: %s.%s",
                outcome.sent(),
                outcome.accounted(),
                outcome.sent() - outcome.accounted(),
                outcome.counters().openPanes(),
                outcome.rejected(),
                outcome.rejectedByReason(),
                places.isEmpty() ? "" : " Places applied/sent: " + places);
    }
}
