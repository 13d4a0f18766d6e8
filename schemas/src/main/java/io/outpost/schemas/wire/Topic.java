package io.outpost.schemas.wire;

/** The Kafka topics of Outpost. All but the rejected records carry Avro in the wire format. */
public enum Topic {
    OBSERVATIONS("outpost.observations.v1"),
    REJECTED_OBSERVATIONS("outpost.observations.rejected.v1"),
    LATE_OBSERVATIONS("outpost.observations.late.v1"),
    PLACES("outpost.places.v1"),
    PREFERENCES("outpost.preferences.v1"),
    CONDITIONS("outpost.conditions.v1"),
    ALERTS("outpost.alerts.v1");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }

    /** The registry's subject for the values of this topic. */
    public String subject() {
        return topicName + "-value";
    }
}
