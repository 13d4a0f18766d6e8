package io.outpost.decode;

import io.outpost.core.place.PlaceInput;

/**
 * A record on its way to its place: as it came, where it is as nearly all observations are, or
 * decoded.
 *
 * @param input null: it goes as it came
 * @param source null: it was decoded
 * @param layout of the observation that {@code source} is
 * @param placeIdHash hash code of the id of its place; 0 when it names none
 */
public record RoutedRecord(
        PlaceInput input, SourceRecord source, ObservationLayout layout, int placeIdHash) {
    public static RoutedRecord of(PlaceInput input) {
        String placeId = input.placeId();
        return new RoutedRecord(input, null, null, placeId == null ? 0 : placeId.hashCode());
    }
}
