package io.outpost.core.condition;

/** What has a state, episodes and alerts at a place: a {@link Condition}, or a preference. */
public interface Subject {
    /** Names it in messages and ids; no two subjects of a place have the same. */
    String name();

    Cadence cadence();
}
