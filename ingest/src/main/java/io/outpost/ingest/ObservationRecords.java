package io.outpost.ingest;

import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RecordType;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** Observations as records of the log. */
public final class ObservationRecords {
    private final SchemaIds schemas;

    public ObservationRecords(SchemaIds schemas) {
        this.schemas = schemas;
    }

    /**
     * A record with an observation.
     *
     * @throws LogUnavailableException while the schema's id is not known and the registry is away
     */
    public LogRecord of(Observation observation, List<Header> headers)
            throws LogUnavailableException {
        return new LogRecord(
                observation.getPlaceId(),
                ObservationEncoder.encode(schemas.of(RecordType.OBSERVATION), observation),
                headers);
    }
}
