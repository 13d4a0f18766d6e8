package io.outpost.conditions.state;

import io.outpost.core.place.Codec;
import io.outpost.core.place.HourlyBase;
import io.outpost.core.place.HourlyPreferences;
import io.outpost.core.place.HourlyTip;
import io.outpost.core.place.HourlyTransitions;
import io.outpost.core.place.Pane;
import io.outpost.core.place.Place;
import io.outpost.core.place.PlacePreference;
import io.outpost.core.place.QuarterHour;
import io.outpost.core.place.Reading;
import io.outpost.core.place.SeenHour;
import io.outpost.core.place.Sensor;
import io.outpost.flink.serializer.ReadingFields;
import java.io.DataInput;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The kinds of values that the state holds, with their codecs. The names stand in savepoints: never
 * change one.
 */
enum StateKind {
    PLACE(Place.CODEC),
    HOT_PIECES(HotPieces.CODEC),
    SENSOR(Sensor.CODEC),
    SEEN_HOUR(SeenHour.CODEC),
    QUARTER_HOUR(QuarterHour.CODEC),
    PANE(Pane.CODEC),
    HOURLY_BASE(HourlyBase.CODEC),
    HOURLY_TIP(HourlyTip.CODEC),
    HOURLY_TRANSITIONS(HourlyTransitions.CODEC),
    PREFERENCE(PlacePreference.CODEC),
    HOURLY_PREFERENCES(HourlyPreferences.CODEC),
    WAITING_READINGS(
            new Codec<List<Reading>>(ReadingFields::writeStored, ReadingFields::readStored));

    private static final int FIRST_BYTES = 128;

    @SuppressWarnings("ImmutableEnumChecker") // a codec is three references to static methods
    private final Codec<?> codec;

    StateKind(Codec<?> codec) {
        this.codec = codec;
    }

    /** The object; null of null. */
    Object decode(byte[] bytes) throws IOException {
        return bytes == null ? null : codec.reader().read(new DataInputDeserializer(bytes));
    }

    byte[] encode(Object value, DataOutputSerializer buffer) throws IOException {
        encodeInto(buffer, value);
        return buffer.getCopyOfBuffer();
    }

    /** What the buffer had is overwritten. */
    @SuppressWarnings("unchecked") // each kind is used for its own class only
    void encodeInto(DataOutputSerializer buffer, Object value) throws IOException {
        buffer.clear();
        ((Codec<Object>) codec).writer().write(value, buffer);
    }

    /** Reads a value that others follow; returns it as this version writes it. */
    byte[] copyOf(DataInput in) throws IOException {
        return encode(codec.reader().read(in), new DataOutputSerializer(FIRST_BYTES));
    }
}
