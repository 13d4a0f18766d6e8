package io.outpost.cli.verify.log;

/** The topics of docs/topology.md. */
public final class TopicNames {
    /** The log, where no setting names another one. */
    public static final String USUAL_LOG = "outpost.observations.v1";

    public static final String REJECTED = "outpost.observations.rejected.v1";
    public static final String LATE = "outpost.observations.late.v1";
    public static final String PLACES = "outpost.places.v1";
    public static final String PREFERENCES = "outpost.preferences.v1";
    public static final String CONDITIONS = "outpost.conditions.v1";
    public static final String ALERTS = "outpost.alerts.v1";
    public static final String EMISSIONS = "outpost.emissions.v1";

    private TopicNames() {}
}
