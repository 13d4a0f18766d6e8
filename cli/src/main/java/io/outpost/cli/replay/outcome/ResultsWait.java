package io.outpost.cli.replay.outcome;

import io.outpost.cli.replay.ReplayException;
import io.outpost.cli.replay.ledger.SentAccount;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Waits until all results of a replay are in Postgres. Made before the first record is sent, as it
 * counts from that moment.
 */
public final class ResultsWait {
    private static final Duration POLL = Duration.ofMillis(300);

    private final ResultStore store;
    private final Rejections rejections;
    private final Map<String, Long> toSendByPlace;
    private final Map<String, Tally> before;
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
        this.before = store.tallies(toSendByPlace.keySet());
        this.nanoClock = nanoClock;
    }

    /**
     * Returns when every acknowledged record is accounted for and no pane is open.
     *
     * @param patience longest time without any progress
     * @param progress is told of each state
     * @throws ReplayException that says what is missing, after the time-out
     */
    public Outcome await(SentAccount account, Patience patience, Consumer<Outcome> progress) {
        Outcome previous = null;
        String trouble = "";
        long lastProgress = nanoClock.getAsLong();
        while (true) {
            rejections.poll(POLL);
            try {
                Map<String, Tally> now = store.tallies(toSendByPlace.keySet());
                Outcome outcome = outcome(account.count(), now);
                if (outcome.isComplete()) {
                    return outcome;
                }
                if (!outcome.equals(previous)) {
                    previous = outcome;
                    lastProgress = nanoClock.getAsLong();
                    progress.accept(outcome);
                }
                trouble = missing(outcome, now);
            } catch (SQLException e) {
                trouble = "Postgres does not answer: " + e.getMessage();
            }
            Duration longest = patience.with(previous);
            if (nanoClock.getAsLong() - lastProgress > longest.toNanos()) {
                throw new ReplayException(
                        "No progress for "
                                + longest
                                + ". "
                                + trouble
                                + "\nDoes the job run, and the log's time go on? Ask: ./outpost status");
            }
        }
    }

    private Outcome outcome(long sent, Map<String, Tally> now) {
        Tally sum = Tally.NOTHING;
        for (String place : toSendByPlace.keySet()) {
            sum = sum.plus(added(place, now));
        }
        return new Outcome(sent, sum, rejections.countByReason(), rejections.beforeAnyPlace());
    }

    private Tally added(String place, Map<String, Tally> now) {
        return now.getOrDefault(place, Tally.NOTHING)
                .since(before.getOrDefault(place, Tally.NOTHING));
    }

    private String missing(Outcome outcome, Map<String, Tally> now) {
        return outcome.isAccountedFor()
                ? String.format(
                        "All %,d sent are accounted for, but %d panes are open. Those of a place that is not live"
                                + " close 3 times its longest recent gap after its last observation (5 s to 10 min, by"
                                + " the log's time); those of a live place close a minute after their end.",
                        outcome.sent(), outcome.tally().openPanes())
                : missingCounts(outcome, now);
    }

    private String missingCounts(Outcome outcome, Map<String, Tally> now) {
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
                outcome.tally().openPanes(),
                outcome.rejected(),
                outcome.rejectedByReason(),
                places.isEmpty() ? "" : " Places applied/sent: " + places);
    }
}
