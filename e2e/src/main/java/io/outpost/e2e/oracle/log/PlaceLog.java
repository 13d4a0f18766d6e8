package io.outpost.e2e.oracle.log;

import io.outpost.schemas.Place;
import io.outpost.schemas.wire.SchemaRegistry;
import io.outpost.schemas.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The versions of places' parameters, as far as the compacted topic still has them. */
public final class PlaceLog {
    private static final int LONGEST_STALE_AFTER_SECONDS = 7 * 86_400;

    private final Map<String, List<Version>> versions = new HashMap<>();
    private final Map<Long, Refusal> refusals = new HashMap<>();
    private final Hash64 hash = new Hash64();
    private final WireReader<Place> wire;
    private boolean complete;
    private long records;

    /**
     * Parameters of a place.
     *
     * @param latitude NaN: not known; so the longitude and the elevation
     * @param staleAfterSeconds 0: the default
     * @param removed true: taken back
     */
    public record Version(
            String name,
            double latitude,
            double longitude,
            double elevationMetres,
            String timeZone,
            int staleAfterSeconds,
            boolean removed) {}

    public PlaceLog(SchemaRegistry registry) {
        this.wire = new WireReader<>(registry, new Place());
    }

    public void read(String bootstrapServers) {
        try (TopicStream stream = new TopicStream(bootstrapServers, Topic.PLACES.topicName())) {
            stream.readOn(this::take);
            complete = records == stream.ends().values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Oldest first, by place. */
    public Map<String, List<Version>> versions() {
        return versions;
    }

    /** By position in the topic. */
    public Map<Long, Refusal> refusals() {
        return refusals;
    }

    /** False when versions that there were have been compacted away. */
    public boolean isComplete() {
        return complete;
    }

    private void take(ConsumerRecord<byte[], byte[]> logged) {
        records++;
        try {
            if (logged.value() == null) {
                String id =
                        logged.key() == null
                                ? ""
                                : new String(logged.key(), StandardCharsets.UTF_8);
                Texts.requireId(id, "MISSING_PLACE");
                add(id, new Version(id, Double.NaN, Double.NaN, Double.NaN, "UTC", 0, true));
            } else {
                Place place = wire.read(logged.value());
                Texts.requireId(place.getPlaceId(), "MISSING_PLACE");
                Texts.requirePlain(place.getName());
                add(place.getPlaceId(), version(place));
            }
        } catch (RefusedException e) {
            refusals.put(
                    LoggedObservation.position(logged.partition(), logged.offset()),
                    new Refusal(
                            e.getMessage(),
                            hash.of(logged.key(), logged.value()),
                            hash.ofHeaders(logged.headers())));
        }
    }

    private void add(String placeId, Version version) {
        versions.computeIfAbsent(placeId, id -> new ArrayList<>()).add(version);
    }

    private static Version version(Place place) {
        Integer stale = place.getStaleAfterSeconds();
        return new Version(
                place.getName(),
                within(place.getLatitude(), 90),
                within(place.getLongitude(), 180),
                within(place.getElevationMetres(), 10_000),
                zone(place.getTimeZone()),
                stale == null || stale <= 0 ? 0 : Math.min(stale, LONGEST_STALE_AFTER_SECONDS),
                false);
    }

    private static double within(Double value, double limit) {
        return value == null || !(Math.abs(value) <= limit) ? Double.NaN : value;
    }

    private static String zone(String name) {
        try {
            return ZoneId.of(name).getId();
        } catch (DateTimeException e) {
            return "UTC";
        }
    }
}
