package io.outpost.lakehouse.pipeline;

import io.outpost.archive.pipeline.AcceptedObservations;

/**
 * The uids of all operators; Iceberg's sink makes those of its other operators of the one that it
 * is given. Savepoints find their state by them: never change one, never use one again.
 */
public final class OperatorIds {
    static final AcceptedObservations.Ids ACCEPTED_OBSERVATIONS =
            new AcceptedObservations.Ids(
                    "lakehouse-read-observations",
                    "lakehouse-receive-records",
                    "lakehouse-admit-observations");

    public static final String DROP_DUPLICATES = "lakehouse-drop-duplicates";
    public static final String MAKE_ROWS = "lakehouse-make-rows";
    public static final String WRITE_ROWS = "lakehouse-write-rows";
    public static final String MAINTAIN_TABLE = "lakehouse-maintain-table";

    static final String READ_TABLE = "rebuild-read-table";
    static final String MAKE_OBSERVATIONS = "rebuild-make-observations";
    static final String WRITE_RAW_ROWS = "rebuild-write-raw-rows";

    private OperatorIds() {}
}
