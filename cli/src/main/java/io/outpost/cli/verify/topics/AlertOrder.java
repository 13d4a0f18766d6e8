package io.outpost.cli.verify.topics;

import io.outpost.cli.verify.report.Findings;
import io.outpost.schemas.Alert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the alerts of one event to their order on the topic: by event time, then by kind. */
final class AlertOrder {
    private static final List<String> KINDS =
            List.of("BEGAN", "CHANGED", "CORRECTED", "ENDED", "RETRACTED");

    private final Findings findings;
    private final Map<String, Last> lastByPlace = new HashMap<>();

    /** Each writer has an order of its own: a later one goes on from before. */
    private record Last(Alert alert, long writerEpoch) {}

    AlertOrder(Findings findings) {
        this.findings = findings;
    }

    void take(Alert alert, long writerEpoch) {
        Last before = lastByPlace.put(alert.getPlaceId(), new Last(alert, writerEpoch));
        if (before == null || before.writerEpoch != writerEpoch) {
            return;
        }
        Alert last = before.alert;
        if (last.getRevision() == alert.getRevision() && isBefore(alert, last)) {
            findings.wrong(
                    "%s %s comes after %s, revision %d"
                            .formatted(
                                    alert.getPlaceId(),
                                    alert.getKind(),
                                    last.getKind(),
                                    last.getRevision()));
        }
    }

    private static boolean isBefore(Alert one, Alert other) {
        int byTime = one.getAt().compareTo(other.getAt());
        return byTime < 0
                || (byTime == 0 && KINDS.indexOf(one.getKind()) < KINDS.indexOf(other.getKind()));
    }
}
