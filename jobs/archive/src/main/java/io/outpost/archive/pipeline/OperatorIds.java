package io.outpost.archive.pipeline;

/**
 * The uids of all operators. Savepoints find their state by them: never change one, never use one
 * again.
 */
public final class OperatorIds {
    public static final String READ_OBSERVATIONS = "archive-read-observations";
    public static final String RECEIVE_RECORDS = "archive-receive-records";
    public static final String ADMIT_OBSERVATIONS = "archive-admit-observations";
    public static final String WRITE_ROWS = "archive-write-rows";

    static final AcceptedObservations.Ids ACCEPTED_OBSERVATIONS =
            new AcceptedObservations.Ids(READ_OBSERVATIONS, RECEIVE_RECORDS, ADMIT_OBSERVATIONS);

    private OperatorIds() {}
}
