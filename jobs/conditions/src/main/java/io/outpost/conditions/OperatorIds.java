package io.outpost.conditions;

/**
 * The uids of all operators. Savepoints find their state by them: never change one, never use one
 * again.
 */
public final class OperatorIds {
    public static final String READ_OBSERVATIONS = "read-observations";
    public static final String READ_PLACES = "read-places";
    public static final String SEPARATE_REJECTED = "separate-rejected";
    public static final String SEPARATE_REJECTED_PLACES = "separate-rejected-places";
    public static final String KEEP_PLACES = "keep-places";
    public static final String WRITE_ROWS = "write-rows";
    public static final String WRITE_TRANSITIONS = "write-transitions";
    public static final String WRITE_ALERTS = "write-alerts";
    public static final String WRITE_LATE = "write-late";
    public static final String WRITE_REJECTED = "write-rejected";

    private OperatorIds() {}
}
