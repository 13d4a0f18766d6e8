package io.outpost.core.place;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a place has emitted, and what of it holds in the end: the last revision of each row. */
final class Emitted implements PlaceOutput {
    final List<PaneRow> panes = new ArrayList<>();
    final List<TransitionRow> transitions = new ArrayList<>();
    final List<EpisodeRow> episodes = new ArrayList<>();
    final List<AlertRow> alerts = new ArrayList<>();
    final List<CountersRow> counters = new ArrayList<>();
    final List<PlaceRow> places = new ArrayList<>();
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
                                        List.of(row.drivers())));
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
        return rows;
    }

    private static String text(PaneRow row) {
        StringBuilder text =
                new StringBuilder()
                        .append(row.observations())
                        .append(' ')
                        .append(row.coverage())
                        .append(' ')
                        .append(row.quantities())
                        .append(java.util.Arrays.toString(row.counts()))
                        .append(java.util.Arrays.toString(row.mins()))
                        .append(java.util.Arrays.toString(row.maxs()))
                        .append(java.util.Arrays.toString(row.sums()))
                        .append(row.rainCount())
                        .append(' ')
                        .append(row.rainTotalMillimetres());
        for (RollingMeans rolling : row.rolling()) {
            text.append(java.util.Arrays.toString(rolling.counts()))
                    .append(java.util.Arrays.toString(rolling.means()))
                    .append(rolling.coverage())
                    .append(java.util.Arrays.toString(rolling.coverages()));
        }
        return text.toString();
    }

    @Override
    public void pane(PaneRow row) {
        panes.add(row);
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
