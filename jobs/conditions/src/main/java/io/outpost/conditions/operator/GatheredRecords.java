package io.outpost.conditions.operator;

import io.outpost.core.place.PlaceInput;

/**
 * Records that wait: admitted in the order of the log, and then applied place by place. Not
 * thread-safe.
 */
final class GatheredRecords {
    private final PlaceBatch batch;
    private final PlaceAdmission admission;
    private final KeepPlaces places;
    private boolean applying;

    GatheredRecords(PlaceBatch batch, PlaceAdmission admission, KeepPlaces places) {
        this.batch = batch;
        this.admission = admission;
        this.places = places;
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    boolean isFull() {
        return batch.isFull();
    }

    /** One more, where there is room; decides here, where records still have the log's order. */
    void add(PlaceInput input) throws Exception {
        int place = batch.numberOf(input.placeId());
        Visit visit = batch.visit(place);
        if (visit == null) {
            visit = places.visit(input.placeId());
            batch.keep(place, visit);
        }
        PlaceInput admitted = admission.admit(input, visit.standing);
        visit.standing = PlaceAdmission.after(admitted, visit.standing);
        batch.add(place, admitted);
    }

    /** Applies all of them; then none waits. */
    void apply() throws Exception {
        if (applying || batch.isEmpty()) {
            return;
        }
        applying = true;
        batch.drainTo(places::apply);
        applying = false;
    }
}
