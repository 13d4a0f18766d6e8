package io.outpost.e2e.oracle.topics;

import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Episode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** All alerts of one source, and what they say of each episode in the end. */
final class AlertBook {
    private final Findings findings;
    private final Map<String, Told> byTriple = new HashMap<>();
    private final Map<String, Told> lastByEpisode = new HashMap<>();
    private final Map<String, Long> newestByStatement = new HashMap<>();

    AlertBook(Findings findings) {
        this.findings = findings;
    }

    /** By (episode id, kind, revision). */
    Map<String, Told> byTriple() {
        return byTriple;
    }

    /**
     * True when it holds the triple, or says the same under a later revision: what time brings, not
     * a record, may come under another revision after a restart.
     */
    boolean tells(String triple, Told told) {
        return byTriple.containsKey(triple)
                || newestByStatement.getOrDefault(told.statement(), Long.MIN_VALUE)
                        >= told.revision();
    }

    void add(Told told) {
        findings.checked();
        newestByStatement.merge(told.statement(), told.revision(), Math::max);
        if (byTriple.putIfAbsent(told.triple(), told) != null) {
            findings.duplicated(told.toString());
            return;
        }
        lastByEpisode.merge(told.episodeId(), told, (old, now) -> now.isAfter(old) ? now : old);
        boolean named =
                told.episodeId()
                                .equals(
                                        Episode.id(
                                                told.placeId(),
                                                told.subject(),
                                                told.startedMillis()))
                        && told.alertId()
                                .equals(
                                        Episode.alertId(
                                                told.episodeId(), told.kind(), told.revision()));
        if (!named) {
            findings.wrong(told + " has other ids than its content gives");
        }
        if (told.provisional() != (told.isNoData() && told.kind().equals("BEGAN"))) {
            findings.wrong(told + " provisional is " + told.provisional());
        }
    }

    /**
     * Compares the last state of each episode.
     *
     * @param clocks event time of the places
     */
    void compare(Map<String, Episode> episodes, Map<String, Long> clocks) {
        for (Episode episode : episodes.values()) {
            Told told = lastByEpisode.get(episode.id());
            if (told == null) {
                findings.missing(
                        episode.placeId() + " " + episode.condition() + " episode " + episode.id());
            } else if (!tells(told, episode)) {
                findings.wrong(told + "; must be level " + episode.level() + ", " + episode);
            }
        }
        for (Told told : lastByEpisode.values()) {
            if (told.isNoData()) {
                compareSilence(told, clocks);
            } else if (!episodes.containsKey(told.episodeId())
                    && !told.kind().equals("RETRACTED")) {
                findings.extra(told.toString());
            }
        }
    }

    private static boolean tells(Told told, Episode episode) {
        return !told.kind().equals("RETRACTED")
                && told.endedMillis() == episode.endedMillis()
                && Objects.equals(told.level(), episode.level())
                && told.subject().equals(episode.condition());
    }

    /** Whether a silence is told depends on timing; that it is over when heard again does not. */
    private void compareSilence(Told last, Map<String, Long> clocks) {
        long clock = clocks.getOrDefault(last.placeId(), Long.MIN_VALUE);
        boolean began = last.kind().equals("BEGAN");
        if (began && clock > last.startedMillis()) {
            findings.wrong(last + " was not ended by what came after");
        }
        if (last.kind().equals("ENDED") && last.endedMillis() <= last.startedMillis()) {
            findings.wrong(last + " ended before it began");
        }
    }
}
