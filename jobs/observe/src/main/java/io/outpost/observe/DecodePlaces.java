package io.outpost.observe;

import io.outpost.place.PlaceVersion;
import io.outpost.schemas.Place;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * From bytes to the parameters of a place or a rejected record; never fails for what a record
 * holds.
 */
public final class DecodePlaces {
    private static final int LONGEST_STALE_AFTER_SECONDS = 7 * 86_400;

    private final AvroValueDecoder<Place> decoder;

    /**
     * @param outage told each time that the registry did not answer
     */
    public DecodePlaces(SchemaRegistry registry, Consumer<RegistryUnavailableException> outage) {
        this.decoder = new AvroValueDecoder<>(registry, new Place(), outage);
    }

    public Inbound decode(SourceRecord source) {
        try {
            return source.value() == null ? removal(source) : version(source);
        } catch (RefusedValueException e) {
            return Inbound.of(
                    new Rejected(e.reason(), e.getMessage(), source.topic(), source.origin()));
        }
    }

    private static Inbound removal(SourceRecord source) throws RefusedValueException {
        byte[] key = source.origin().key();
        String placeId = key == null ? "" : new String(key, StandardCharsets.UTF_8);
        Ids.require(placeId, RejectionReason.MISSING_PLACE);
        PlaceVersion removed =
                new PlaceVersion(placeId, Double.NaN, Double.NaN, Double.NaN, "UTC", 0, true);
        return Inbound.of(placeId, removed, source.receivedAtMillis());
    }

    private Inbound version(SourceRecord source) throws RefusedValueException {
        Place place = decoder.decode(source.value());
        Ids.require(place.getPlaceId(), RejectionReason.MISSING_PLACE);
        Ids.requirePlain(place.getName(), "name");
        PlaceVersion version =
                new PlaceVersion(
                        place.getName(),
                        within(place.getLatitude(), 90),
                        within(place.getLongitude(), 180),
                        within(place.getElevationMetres(), 10_000),
                        zone(place.getTimeZone()),
                        staleAfterSeconds(place.getStaleAfterSeconds()),
                        false);
        return Inbound.of(place.getPlaceId(), version, source.receivedAtMillis());
    }

    private static double within(Double value, double limit) {
        return value != null && Math.abs(value) <= limit ? value : Double.NaN;
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return "UTC";
        }
    }

    private static int staleAfterSeconds(Integer seconds) {
        return seconds == null || seconds <= 0 ? 0 : Math.min(seconds, LONGEST_STALE_AFTER_SECONDS);
    }
}
