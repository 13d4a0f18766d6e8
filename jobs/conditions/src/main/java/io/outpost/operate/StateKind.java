package io.outpost.operate;

import io.outpost.place.Codec;
import io.outpost.place.Pane;
import io.outpost.place.PlaceState;
import io.outpost.place.QuarterHour;
import io.outpost.place.Reading;
import io.outpost.place.SeenHour;
import io.outpost.place.Sensor;

/**
 * The kinds of values that the state holds, with their codecs. The names stand in savepoints: never
 * change one.
 */
enum StateKind {
    PLACE(PlaceState.CODEC),
    SENSOR(Sensor.CODEC),
    SEEN_HOUR(SeenHour.CODEC),
    QUARTER_HOUR(QuarterHour.CODEC),
    PANE(Pane.CODEC),
    PENDING_READING(
            new Codec<Reading>(
                    ReadingFields::writeStored, ReadingFields::readStored, reading -> reading)),
    ALARMS(Alarms.CODEC);

    @SuppressWarnings("ImmutableEnumChecker") // a codec is three references to static methods
    private final Codec<?> codec;

    StateKind(Codec<?> codec) {
        this.codec = codec;
    }

    @SuppressWarnings("unchecked") // each kind is used for its own class only, in PlaceStates
    <T> Codec<T> codec() {
        return (Codec<T>) codec;
    }
}
