package io.outpost.core.condition;

/** What an alert says of its episode. */
public enum AlertKind {
    BEGAN,
    CHANGED,
    ENDED,
    /** What was emitted before was not right; this is how it stands. */
    CORRECTED,
    /** The episode that was emitted did not happen. */
    RETRACTED
}
