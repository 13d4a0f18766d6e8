package io.outpost.ingest;

import io.outpost.schemas.Preference;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Versions of preferences, each at one place, as records of the log. */
public final class PreferenceRecords {
    private static final Header TYPE =
            new RecordHeader(
                    RecordType.HEADER,
                    RecordType.PREFERENCE.fullName().getBytes(StandardCharsets.UTF_8));

    private final SchemaIds schemas;

    public PreferenceRecords(SchemaIds schemas) {
        this.schemas = schemas;
    }

    /**
     * A record with a version, or that it is taken back.
     *
     * @param attempt beside the header of its type
     * @throws LogUnavailableException while the schema's id is not known and the registry is away
     */
    public LogRecord of(Preference version, Header attempt) throws LogUnavailableException {
        return new LogRecord(
                version.getPlaceId(),
                WireFormat.encode(schemas.of(RecordType.PREFERENCE), version),
                List.of(attempt, TYPE));
    }
}
