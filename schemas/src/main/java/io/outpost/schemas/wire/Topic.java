package io.outpost.schemas.wire;

/**
 * The Kafka topics of Outpost. All carry Avro in the wire format, but for the rejected records,
 * which are as they came, and the emissions, which are JSON.
 */
public enum Topic {
    /** The log: observations, parameters of places, preferences and ticks ({@link RecordType}). */
    OBSERVATIONS("outpost.observations.v1"),
    REJECTED_OBSERVATIONS("outpost.observations.rejected.v1"),
    LATE_OBSERVATIONS("outpost.observations.late.v1"),
    /** The parameters of each place as they apply now; written by the job. */
    PLACES("outpost.places.v1"),
    PREFERENCES("outpost.preferences.v1"),
    CONDITIONS("outpost.conditions.v1"),
    ALERTS("outpost.alerts.v1"),
    /** Everything that the job emits, where it is asked to: {@code emissions.topic}. */
    EMISSIONS("outpost.emissions.v1");

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
