package io.outpost.core.condition;

/** What a silence longer than allowed makes of a condition. */
public enum SilencePolicy {
    /** The state stays as it was. */
    KEEP,
    /** The state becomes UNKNOWN; an open episode ends there. */
    UNKNOWN,
    /** The state becomes OK; an open episode ends there. */
    CLEAR
}
