package io.outpost.conditions.operator;

import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.place.RejectionReason;
import io.outpost.flink.places.ShareCounts;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.MetricGroup;

/**
 * Decides, in the order in which records arrive, which may be the first observation of a place or
 * make one; the others become dead letters. First observations and places made by parameters or
 * preferences are counted apart: the archive job knows of the first only.
 */
final class PlaceAdmission {
    private final ShareCounts observed;
    private final ShareCounts described;
    private final RejectedCounts rejected;

    PlaceAdmission(
            OperatorStateStore store,
            PlaceBounds bounds,
            RejectedCounts rejected,
            RuntimeContext context)
            throws Exception {
        this.rejected = rejected;
        observed = new ShareCounts(store, "observed-places", bounds, context.getTaskInfo());
        described = new ShareCounts(store, "described-places", bounds, context.getTaskInfo());
        MetricGroup metrics = context.getMetricGroup();
        metrics.gauge("observedPlaces", observed::places);
        metrics.gauge("placesMadeByParameters", described::places);
        metrics.gauge("fullestSharePercent", this::fullestPercent);
    }

    /** The record, or the dead letter that becomes of it. */
    PlaceInput admit(PlaceInput input, Standing standing) {
        boolean isAdmitted = true;
        if (input.reading() != null && standing != Standing.OBSERVED) {
            isAdmitted = isAdmitted(observed, input);
        } else if (describes(input) && standing == Standing.ABSENT) {
            isAdmitted = isAdmitted(described, input);
        }
        if (isAdmitted) {
            return input;
        }
        rejected.count(RejectionReason.TOO_MANY_PLACES);
        return input.rejected(
                RejectionReason.TOO_MANY_PLACES,
                "no place %s yet, and no room for it in its share (places.most, places.most-new-per-hour)"
                        .formatted(input.placeId()));
    }

    /** How a place stands after a record that was admitted, or rejected. */
    static Standing after(PlaceInput input, Standing before) {
        if (input.reading() != null) {
            return Standing.OBSERVED;
        }
        boolean makes = describes(input) && before == Standing.ABSENT;
        return makes ? Standing.DESCRIBED : before;
    }

    /** Parameters and preferences make a place too. */
    private static boolean describes(PlaceInput input) {
        return input.version() != null || input.preference() != null;
    }

    void snapshot() throws Exception {
        observed.snapshot();
        described.snapshot();
    }

    private int fullestPercent() {
        return Math.max(observed.fullestPercent(), described.fullestPercent());
    }

    private static boolean isAdmitted(ShareCounts counts, PlaceInput input) {
        return counts.admit(input.placeId(), input.origin().partition(), input.receivedAtMillis());
    }
}
