package io.outpost.core.place;

/** Receives what places emit, each kind by a method of its own. */
public interface PlaceOutput {
    void pane(PaneRow row);

    /** What the models say of an hour. */
    void model(ModelRow row);

    void transition(TransitionRow row);

    void episode(EpisodeRow row);

    void alert(AlertRow row);

    void counters(CountersRow row);

    void place(PlaceRow row);

    void preference(PreferenceRow row);

    void preferenceEpisode(PreferenceEpisodeRow row);

    void preferenceAlert(PreferenceAlertRow row);

    /** An observation behind the hour horizon. */
    void late(LateReading late);

    /** A record that was rejected. */
    void rejected(DeadLetter letter);

    /** Not from a place; whoever traces nothing passes it over. */
    default void mark(TraceMark mark) {}
}
