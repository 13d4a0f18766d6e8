package io.outpost.core.preference;

import io.outpost.core.condition.Episode;
import io.outpost.core.condition.State;
import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** What a preference would have come to over panes that are stored, by the classes of the job. */
public final class Backtest {
    /** So many episodes are listed; all are counted. */
    public static final int MOST_LISTED = 1_000;

    /** So many days are listed. */
    public static final int MOST_DAYS = 3_660;

    /**
     * What it came to.
     *
     * @param episodes the first {@link #MOST_LISTED}, oldest first; the last one may be open
     * @param count of all episodes
     * @param alerts how many would have called for somebody: what began and became more urgent
     * @param medianDuration of those that ended; null: none has
     * @param days the first {@link #MOST_DAYS} on which one was open, in the zone that was asked
     *     for
     * @param panes how many were judged
     * @param unknownPanes how many of them did not say whether it held
     * @param match how well the last pane matches, and what it lacks; null: there is no pane
     */
    public record Result(
            List<Episode> episodes,
            int count,
            int alerts,
            Duration medianDuration,
            List<LocalDate> days,
            int panes,
            int unknownPanes,
            Match match) {}

    private final List<Episode> episodes = new ArrayList<>();
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private final ZoneId zone;
    private long[] durations = new long[16];
    private int ended;
    private int count;
    private int alerts;
    private int unknownPanes;
    private Transition open;

    private Backtest(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Judges a series from its start; before that nothing is known.
     *
     * @param zone in which days are days
     * @throws IllegalArgumentException when the preference is judged by another cadence
     */
    public static Result run(Preference preference, PaneSeries series, ZoneId zone) {
        if (preference.cadence() != series.cadence()) {
            throw new IllegalArgumentException(
                    "it is judged by panes of the cadence " + preference.cadence());
        }
        SignalTable table = new SignalTable();
        CompiledPreference compiled = CompiledPreference.of(preference, table);
        PreferenceMachine machine = new PreferenceMachine(compiled);
        Subject subject = new PreferenceSubject("", preference.cadence());
        PreferenceState state = machine.begin();
        double[][] columns = series.columns(table);
        double[] values = new double[columns.length];
        Arrays.fill(values, Double.NaN);
        Backtest backtest = new Backtest(zone);
        for (int i = 0; i < series.size(); i++) {
            fill(values, columns, i);
            machine.step(subject, state, series.pane(i, values), backtest::take);
            backtest.unknownPanes += state.episode.state == State.UNKNOWN ? 1 : 0;
        }
        Match match = series.size() == 0 ? null : machine.match(state, values, series.outlook());
        return backtest.result(state.judgedAtMillis, series.size(), match);
    }

    private static void fill(double[] values, double[][] columns, int pane) {
        for (int i = 0; i < values.length; i++) {
            if (columns[i] != null) {
                values[i] = columns[i][pane];
            }
        }
    }

    private void take(Transition transition) {
        switch (transition.step()) {
            case BEGAN -> {
                count++;
                alerts++;
                open = transition;
            }
            case CHANGED -> {
                alerts++;
                open = transition;
            }
            case ENDED -> {
                add(transition, transition.atMillis(), transition.atMillis());
                addDuration(transition.atMillis() - transition.episodeStartedAtMillis());
                open = null;
            }
            case NONE -> {
                // No episode begins or ends.
            }
        }
    }

    /**
     * @param endedAtMillis 0: it is open
     */
    private void add(Transition last, long endedAtMillis, long throughMillis) {
        long started = last.episodeStartedAtMillis();
        if (episodes.size() < MOST_LISTED) {
            episodes.add(
                    new Episode(
                            last.subject(),
                            started,
                            endedAtMillis,
                            last.level(),
                            last.peakLevel(),
                            false));
        }
        // An episode that ends with a day was not open on the next one.
        LocalDate end = day(Math.max(started, throughMillis - 1));
        for (LocalDate day = day(started);
                !day.isAfter(end) && days.size() < MOST_DAYS;
                day = day.plusDays(1)) {
            days.add(day);
        }
    }

    private LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), zone);
    }

    private void addDuration(long millis) {
        if (ended == durations.length) {
            durations = Arrays.copyOf(durations, 2 * ended);
        }
        durations[ended] = millis;
        ended++;
    }

    private Result result(long throughMillis, int panes, Match match) {
        if (open != null) {
            add(open, 0, throughMillis);
        }
        return new Result(
                List.copyOf(episodes),
                count,
                alerts,
                medianDuration(),
                List.copyOf(days),
                panes,
                unknownPanes,
                match);
    }

    /** Of an even number the mean of the two in the middle. */
    private Duration medianDuration() {
        if (ended == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(durations, ended);
        Arrays.sort(sorted);
        return Duration.ofMillis((sorted[(ended - 1) / 2] + sorted[ended / 2]) / 2);
    }
}
