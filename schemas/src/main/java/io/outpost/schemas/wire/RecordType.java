package io.outpost.schemas.wire;

import io.outpost.schemas.Observation;
import io.outpost.schemas.Place;
import io.outpost.schemas.Preference;
import io.outpost.schemas.Tick;
import org.apache.avro.Schema;

/**
 * The types of records in the log {@link Topic#OBSERVATIONS}. What a record is follows from the
 * full name of its writer's schema; the header says the same for consumers that read no schemas.
 */
public enum RecordType {
    OBSERVATION(Observation.getClassSchema()),
    PLACE(Place.getClassSchema()),
    PREFERENCE(Preference.getClassSchema()),
    TICK(Tick.getClassSchema());

    /** Header with the full name of the writer's schema; absent: an observation. */
    public static final String HEADER = "outpost.type";

    @SuppressWarnings("ImmutableEnumChecker") // a generated schema is never changed
    private final Schema schema;

    RecordType(Schema schema) {
        this.schema = schema;
    }

    /**
     * The type of what was written with a schema: an observation unless it is one of the others.
     */
    public static RecordType of(Schema writer) {
        if (writer.getType() == Schema.Type.RECORD) {
            for (RecordType type : values()) {
                if (type.fullName().equals(writer.getFullName())) {
                    return type;
                }
            }
        }
        return OBSERVATION;
    }

    /** Our own schema of such records. */
    public Schema schema() {
        return schema;
    }

    /** Such as io.outpost.schemas.Place. */
    public String fullName() {
        return schema.getFullName();
    }

    /**
     * The registry's subject: that of the topic's values for observations, by topic and record name
     * for the others.
     */
    public String subject() {
        return subject(Topic.OBSERVATIONS.topicName());
    }

    /** The same for a log in another topic. */
    public String subject(String logTopic) {
        return logTopic + '-' + (this == OBSERVATION ? "value" : fullName());
    }
}
