package io.outpost.operate;

import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceRow;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Of rows in the order in which their places told them, the content of the last revision of each;
 * and of alerts, that no triple of episode, kind and revision is told with two contents.
 * Thread-safe.
 */
public final class LastRevisions {
    /** What depends on when panes were closed, and not on the log alone. */
    private static final Set<String> TIMING =
            Set.of("revision", "asOfMillis", "retractions", "openPanes");

    private record Row(long revision, boolean retracted, String content) {}

    private final Map<String, Row> rows = new HashMap<>();
    private final Map<String, String> alerts = new HashMap<>();
    private int retractions;

    /** Takes a row for Postgres. */
    public synchronized void add(DerivedRow row) {
        if (row.pane() != null) {
            PaneRow pane = row.pane();
            String key = pane.placeId() + " " + pane.tier() + " " + pane.startMillis();
            add(key, pane.revision(), false, pane);
        } else if (row.transition() != null) {
            TransitionRow transition = row.transition();
            String key =
                    transition.placeId()
                            + " "
                            + transition.condition()
                            + " "
                            + transition.atMillis();
            add(key, transition.revision(), transition.retracted(), transition);
        } else if (row.episode() != null) {
            EpisodeRow episode = row.episode();
            add(episode.episodeId(), episode.revision(), episode.retracted(), episode);
        } else if (row.place() != null) {
            PlaceRow place = row.place();
            add(place.placeId() + " parameters", place.revision(), false, place);
        } else if (row.tally() != null) {
            TallyRow tally = row.tally();
            add(tally.placeId() + " counts", tally.revision(), false, tally);
        }
    }

    /** Takes an alert. */
    public synchronized void add(AlertRow alert) {
        String triple = alert.episodeId() + " " + alert.kind() + " " + alert.revision();
        String content = text(alert);
        String before = alerts.putIfAbsent(triple, content);
        if (before != null && !before.equals(content)) {
            throw new AssertionError(triple + "\n  " + before + "\n  " + content);
        }
    }

    /** Rows that were told more than once, or taken back. */
    public synchronized int retractions() {
        return retractions;
    }

    public synchronized int alerts() {
        return alerts.size();
    }

    /** Content by key; what was retracted is not there. */
    public synchronized Map<String, String> content() {
        Map<String, String> content = new TreeMap<>();
        rows.forEach(
                (key, row) -> {
                    if (!row.retracted) {
                        content.put(key, row.content);
                    }
                });
        return content;
    }

    private void add(String key, long revision, boolean retracted, Record row) {
        Row before = rows.get(key);
        if (before != null && revision < before.revision) {
            throw new AssertionError(key + " goes back to revision " + revision);
        }
        boolean told = before != null && row instanceof PaneRow;
        retractions += told || retracted ? 1 : 0;
        rows.put(key, new Row(revision, retracted, text(row)));
    }

    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        if (value instanceof Record) {
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                if (!TIMING.contains(part.getName())) {
                    text.append(part.getName()).append('=').append(text(part(value, part)));
                    text.append(' ');
                }
            }
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                text.append(i == 0 ? "" : ", ").append(text(Array.get(value, i)));
            }
        } else {
            text.append(value);
        }
        return text.toString();
    }

    private static Object part(Object value, RecordComponent part) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(part.getName(), e);
        }
    }
}
