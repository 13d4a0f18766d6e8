package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.AlertContent;
import io.outpost.cli.verify.emission.AlertContent.Kind;
import io.outpost.cli.verify.emission.EpisodeContent;
import java.util.List;

/** The NO_DATA alert of a place: raised once, until the clock moves. */
final class Silence {
    private final String placeId;
    private boolean raised;
    private long startMillis;

    Silence(String placeId) {
        this.placeId = placeId;
    }

    boolean isRaised() {
        return raised;
    }

    /** Begins at the end of the silence that is allowed. */
    AlertContent raise(long startedMillis, long revision) {
        raised = true;
        startMillis = startedMillis;
        return alert(Kind.BEGAN, startedMillis, null, revision);
    }

    /** Ends it by an observation that moves the clock; null when none was raised. */
    AlertContent end(long observedMillis, long revision) {
        if (!raised) {
            return null;
        }
        raised = false;
        return observedMillis <= startMillis
                ? alert(Kind.RETRACTED, startMillis, null, revision)
                : alert(Kind.ENDED, observedMillis, observedMillis, revision);
    }

    private AlertContent alert(Kind kind, long atMillis, Long endedMillis, long revision) {
        return new AlertContent(
                Ids.alert(
                        Ids.episode(placeId, AlertContent.NO_DATA, startMillis),
                        kind.name(),
                        revision),
                new EpisodeContent(
                        AlertContent.NO_DATA, startMillis, endedMillis, null, null, false),
                kind,
                atMillis,
                null,
                List.of());
    }
}
