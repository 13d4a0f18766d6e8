package io.outpost.ingest;

import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Versions of places' parameters as records of the log. */
public final class PlaceRecords {
    private static final Header TYPE =
            new RecordHeader(
                    RecordType.HEADER,
                    RecordType.PLACE.fullName().getBytes(StandardCharsets.UTF_8));

    private final SchemaIds schemas;

    public PlaceRecords(SchemaIds schemas) {
        this.schemas = schemas;
    }

    /**
     * A record with a version.
     *
     * @param headers beside that of its type
     * @throws LogUnavailableException while the schema's id is not known and the registry is away
     */
    public LogRecord of(Place place, List<Header> headers) throws LogUnavailableException {
        List<Header> all = new ArrayList<>(headers);
        all.add(TYPE);
        return new LogRecord(
                place.getPlaceId(), WireFormat.encode(schemas.of(RecordType.PLACE), place), all);
    }
}
