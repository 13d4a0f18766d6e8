package io.outpost.core.condition;

/** The states that all conditions share. Their order is part of the stored state: append only. */
public enum State {
    /** Known not to hold. */
    OK,
    /** Would hold, but not yet for long enough. */
    PENDING,
    /** Holds, at a level. */
    ACTIVE,
    /** Was active and is below its levels, but not yet for long enough. */
    RECOVERING,
    /** No observation for longer than allowed. */
    UNKNOWN,
    /** The observations cover too little of the time. */
    UNCERTAIN
}
