package io.outpost.conditions.operator;

import io.outpost.core.place.PlaceInput;
import java.util.function.Consumer;

/**
 * Records that wait: admitted in the order of the log, and then applied place by place. Sets the
 * current key to that of their places. Not thread-safe.
 */
final class GatheredRecords {
    private final PlaceBatch batch;
    private final PlaceAdmission admission;
    private final KeepPlaces places;
    private final Consumer<String> currentKey;
    private String currentPlaceId;
    private boolean applying;

    GatheredRecords(
            PlaceBatch batch,
            PlaceAdmission admission,
            KeepPlaces places,
            Consumer<String> currentKey) {
        this.batch = batch;
        this.admission = admission;
        this.places = places;
        this.currentKey = currentKey;
    }

    boolean isEmpty() {
        return batch.isEmpty();
    }

    boolean isFull() {
        return batch.isFull();
    }

    /** One more, where there is room. */
    void add(PlaceInput input) throws Exception {
        int place = batch.numberOf(input.placeId());
        batch.add(place, admit(place, input));
    }

    /** Applies all of them; then none waits. */
    void apply() throws Exception {
        if (applying || batch.isEmpty()) {
            return;
        }
        applying = true;
        batch.drainTo(this::apply);
        applying = false;
    }

    /** The current key has been set elsewhere. */
    void forgetCurrentKey() {
        currentPlaceId = null;
    }

    /**
     * Decides here, where records still have the order of the log. A place is looked up once in a
     * batch.
     */
    private PlaceInput admit(int place, PlaceInput input) throws Exception {
        Standing standing = batch.standing(place);
        if (standing == null) {
            enter(input.placeId());
            standing = places.standing(input.placeId());
        }
        PlaceInput admitted = admission.admit(input, standing);
        batch.keepStanding(place, PlaceAdmission.after(admitted, standing));
        return admitted;
    }

    private void apply(PlaceInput input) throws Exception {
        enter(input.placeId());
        places.apply(input);
    }

    private void enter(String placeId) {
        if (!placeId.equals(currentPlaceId)) {
            currentPlaceId = placeId;
            currentKey.accept(placeId);
        }
    }
}
