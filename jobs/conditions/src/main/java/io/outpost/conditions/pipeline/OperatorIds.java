package io.outpost.conditions.pipeline;

/**
 * The uids of all operators. Savepoints find their state by them: never change one, never use one
 * again.
 */
public final class OperatorIds {
    public static final String READ_LOG = "read-log";
    public static final String RECEIVE_RECORDS = "receive-records";
    public static final String PACK_PARCELS = "pack-parcels";
    public static final String KEEP_PLACES = "keep-places";
    public static final String WRITE_ROWS = "write-rows";
    public static final String WRITE_MESSAGES = "write-messages";
    public static final String SELECT_EMISSIONS = "select-emissions";
    public static final String WRITE_EMISSIONS = "write-emissions";
    public static final String MAKE_TICKS = "make-ticks";
    public static final String WRITE_TICKS = "write-ticks";

    private OperatorIds() {}
}
