package io.outpost.core.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a place has emitted, and what of it holds in the end: the last revision of each row. */
final class Emitted implements PlaceOutput {
    final List<PaneRow> panes = new ArrayList<>();
    final List<ModelRow> models = new ArrayList<>();
    final List<TransitionRow> transitions = new ArrayList<>();
    final List<EpisodeRow> episodes = new ArrayList<>();
    final List<AlertRow> alerts = new ArrayList<>();
    final List<CountersRow> counters = new ArrayList<>();
    final List<PlaceRow> places = new ArrayList<>();
    final List<PreferenceRow> preferences = new ArrayList<>();
    final List<PreferenceEpisodeRow> preferenceEpisodes = new ArrayList<>();
    final List<PreferenceAlertRow> preferenceAlerts = new ArrayList<>();
    final List<LateReading> late = new ArrayList<>();
    final List<DeadLetter> rejected = new ArrayList<>();

    CountersRow counters() {
        return counters.get(counters.size() - 1);
    }

    List<PaneRow> panes(PaneWidth width) {
        return panes.stream().filter(row -> row.width() == width).toList();
    }

    /** The last revision of the pane of a tier at a start. */
    PaneRow pane(PaneWidth width, long startMillis) {
        return panes(width).stream()
                .filter(row -> row.startMillis() == startMillis)
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    /** Content of the last revision of every row, as text: without revision and as_of. */
    Map<String, String> content() {
        Map<String, String> rows = new TreeMap<>();
        panes.forEach(row -> rows.put(row.width() + " " + row.startMillis(), text(row)));
        models.forEach(
                row ->
                        rows.put(
                                "model " + row.startMillis(),
                                Arrays.toString(row.hour().values())));
        for (TransitionRow row : transitions) {
            String key = "transition " + row.condition() + " " + row.atMillis();
            rows.remove(key);
            if (!row.retracted()) {
                rows.put(
                        key,
                        "%s %s %s %s %s"
                                .formatted(
                                        row.fromState(),
                                        row.state(),
                                        row.level(),
                                        row.episodeId(),
                                        reasons(row)));
            }
        }
        for (EpisodeRow row : episodes) {
            rows.remove("episode " + row.episodeId());
            if (!row.retracted()) {
                rows.put(
                        "episode " + row.episodeId(),
                        "%s %d %d %s %s"
                                .formatted(
                                        row.condition(),
                                        row.startedAtMillis(),
                                        row.endedAtMillis(),
                                        row.level(),
                                        row.peakLevel()));
            }
        }
        for (PreferenceEpisodeRow row : preferenceEpisodes) {
            rows.remove("preference episode " + row.episodeId());
            if (!row.retracted()) {
                rows.put(
                        "preference episode " + row.episodeId(),
                        "%s %d %d %s %s"
                                .formatted(
                                        row.preferenceId(),
                                        row.startedAtMillis(),
                                        row.endedAtMillis(),
                                        row.level(),
                                        row.peakLevel()));
            }
        }
        return rows;
    }

    /** Reasons of the models are the same to 1e-9. */
    private static List<String> reasons(TransitionRow row) {
        return Arrays.stream(row.drivers())
                .map(one -> "%s %.7f %d".formatted(one.measure(), one.value(), one.windowSeconds()))
                .toList();
    }

    private static String text(PaneRow row) {
        StringBuilder text =
                new StringBuilder()
                        .append(row.observations())
                        .append(' ')
                        .append(row.coverage())
                        .append(' ')
                        .append(row.quantities())
                        .append(Arrays.toString(row.counts()))
                        .append(Arrays.toString(row.mins()))
                        .append(Arrays.toString(row.maxs()))
                        .append(Arrays.toString(row.sums()))
                        .append(row.rainCount())
                        .append(' ')
                        .append(row.rainTotalMillimetres());
        for (RollingMeans rolling : row.rolling()) {
            text.append(Arrays.toString(rolling.counts()))
                    .append(Arrays.toString(rolling.means()))
                    .append(rolling.coverage())
                    .append(Arrays.toString(rolling.coverages()));
        }
        return text.toString();
    }

    @Override
    public void pane(PaneRow row) {
        panes.add(row);
    }

    @Override
    public void model(ModelRow row) {
        models.add(row);
    }

    @Override
    public void transition(TransitionRow row) {
        transitions.add(row);
    }

    @Override
    public void episode(EpisodeRow row) {
        episodes.add(row);
    }

    @Override
    public void alert(AlertRow row) {
        alerts.add(row);
    }

    @Override
    public void counters(CountersRow row) {
        counters.add(row);
    }

    @Override
    public void place(PlaceRow row) {
        places.add(row);
    }

    @Override
    public void preference(PreferenceRow row) {
        preferences.add(row);
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        preferenceEpisodes.add(row);
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        preferenceAlerts.add(row);
    }

    @Override
    public void late(LateReading reading) {
        late.add(reading);
    }

    @Override
    public void rejected(DeadLetter letter) {
        rejected.add(letter);
    }

    /** Kinds of the alerts, in their order. */
    List<String> alertKinds() {
        return alerts.stream().map(AlertRow::kind).toList();
    }
}
