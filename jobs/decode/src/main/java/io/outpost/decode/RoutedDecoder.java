package io.outpost.decode;

import io.outpost.core.place.Origin;
import io.outpost.core.place.PlaceInput;
import io.outpost.core.weather.Quantity;
import io.outpost.schemas.wire.WireFormat;

/**
 * Decodes, where their places are, the observations that {@link LogDecoder#route} has passed on as
 * they came. Not thread-safe.
 */
public final class RoutedDecoder {
    private final ValidateObservations validation;
    private final DecodedObservation sent = new DecodedObservation();
    private FastObservationDecoder decoder;

    /**
     * @param partitions of the log
     */
    public RoutedDecoder(int partitions) {
        validation = new ValidateObservations(partitions);
    }

    /** What the record says to its place, or a dead letter. */
    public PlaceInput decode(long receivedAtMillis, Origin origin, ObservationLayout layout) {
        if (decoder == null || decoder.layout() != layout) {
            decoder = new FastObservationDecoder(layout);
        }
        sent.values = new double[Quantity.COUNT];
        int from = origin.valueFrom();
        int to = from + origin.valueLength();
        if (!decoder.read(origin.valueBytes(), from + WireFormat.HEADER_BYTES, to, sent)) {
            throw new IllegalStateException("was routed as what it is not: " + origin);
        }
        sent.ids = decoder.ids();
        try {
            return validation.validate(sent, receivedAtMillis, origin);
        } catch (RejectedValueException e) {
            return PlaceInput.of(LogDecoder.deadLetter(e, receivedAtMillis, origin));
        }
    }
}
