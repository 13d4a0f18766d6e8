package io.outpost.cli.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/** An observation in the JSON in which the API takes it. */
public record ObservationText(Observation observation) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String EXTRAS = "extras";

    /** Of a value in the wire format that was written with our own schema; null: it is none. */
    public static ObservationText of(byte[] value) {
        if (!WireFormat.isFramed(value)) {
            return null;
        }
        int length = value.length - WireFormat.HEADER_BYTES;
        try {
            var decoder =
                    DecoderFactory.get()
                            .binaryDecoder(value, WireFormat.HEADER_BYTES, length, null);
            Observation read = new SpecificDatumReader<>(Observation.class).read(null, decoder);
            return decoder.isEnd() ? new ObservationText(read) : null;
        } catch (IOException | AvroRuntimeException | IllegalArgumentException e) {
            return null;
        }
    }

    String placeId() {
        return observation.getPlaceId();
    }

    String sensorId() {
        return observation.getSensorId();
    }

    /** One a line. */
    public static byte[] lines(List<ObservationText> observations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 * observations.size());
        try {
            for (ObservationText one : observations) {
                try (JsonGenerator json = JSON.createGenerator(bytes)) {
                    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    one.write(json);
                }
                bytes.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Schema.Field field : Observation.getClassSchema().getFields()) {
            Object value = observation.get(field.pos());
            if (value == null) {
                continue;
            }
            json.writeFieldName(inSnakeCase(field.name()));
            if (field.name().equals(EXTRAS)) {
                json.writeStartObject();
                for (Map.Entry<String, String> extra : observation.getExtras().entrySet()) {
                    json.writeStringField(extra.getKey(), extra.getValue());
                }
                json.writeEndObject();
            } else if (value instanceof Double number) {
                // Of what is no number JSON has no form; this is read as infinite, which is none,
                // too.
                json.writeNumber(Double.isFinite(number) ? number.toString() : "1e999");
            } else if (value instanceof Integer number) {
                json.writeNumber(number);
            } else {
                json.writeString(value.toString());
            }
        }
        json.writeEndObject();
    }

    private static String inSnakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
