package io.outpost.place;

/** Receives what a place has to tell. */
public interface PlaceOutput {
    void pane(PaneRow row);

    void transition(TransitionRow row);

    void episode(EpisodeRow row);

    void alert(AlertRow row);

    void tally(TallyRow row);

    void place(PlaceRow row);

    /**
     * An observation behind the hour horizon; {@code clockMillis} is the place's clock that it was
     * behind.
     */
    void late(String placeId, long clockMillis, Reading reading);

    /** An observation that only its place could see to be wrong. */
    void rejected(PlaceRejection reason, Reading reading);
}
