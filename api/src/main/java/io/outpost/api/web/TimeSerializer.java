package io.outpost.api.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Instant;

/** Writes an instant as an RFC 3339 time in UTC. */
final class TimeSerializer extends StdScalarSerializer<Instant> {

    private static final long serialVersionUID = 1;

    TimeSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant instant, JsonGenerator json, SerializerProvider provider)
            throws IOException {
        json.writeString(Rfc3339.write(instant));
    }
}
