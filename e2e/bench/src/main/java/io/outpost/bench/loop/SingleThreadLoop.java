package io.outpost.bench.loop;

import io.outpost.bench.digest.RowDigest;
import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.peer.PlainRecords;
import io.outpost.schemas.Place;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The yardstick: what the conditions job does, by one thread, in primitive tables, for a log that
 * is in order per place. No fault tolerance, no corrections, no network. Of the job it uses only
 * the published formulas (heat index, wind chill, the hourly models with the rules for what they
 * say); ids are compared by their 64-bit hash.
 */
public final class SingleThreadLoop {
    private static final long FUTURE_ALLOWANCE_MILLIS = 300_000;
    private static final long WEEK_MILLIS = 604_800_000;

    private final DecodedRecord decoded;
    private final CountedRows rows;
    private final Table<LoopPlace> places = new Table<>(new LoopPlace[1 << 10]);
    private final Table<LoopModels> described = new Table<>(new LoopModels[1 << 10]);
    private final PlainRecords<Place> descriptions = new PlainRecords<>(Place.class);
    private final Table<SeenReports> sensors = new Table<>(new SeenReports[1 << 12]);
    private final long[] counts = new long[Outcome.values().length];

    /** What a record was taken for. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        CONFLICT,
        LATE,
        REJECTED,
        /** The parameters of a place. */
        DESCRIBED
    }

    /**
     * @param schemaId of all records
     * @param endMillis rows labelled with this instant or a later one are not counted
     */
    public SingleThreadLoop(int schemaId, long endMillis, RowDigest rows) {
        this.decoded = new DecodedRecord(schemaId);
        this.rows = new CountedRows(endMillis, rows::add);
    }

    /** Applies the next record. */
    public void accept(byte[] value, int partition, long receivedAtMillis) {
        counts[apply(value, partition, receivedAtMillis).ordinal()]++;
    }

    public long count(Outcome outcome) {
        return counts[outcome.ordinal()];
    }

    private Outcome apply(byte[] value, int partition, long receivedAtMillis) {
        DecodedRecord o = decoded;
        if (!o.decode(value)) {
            return describe(value);
        }
        if (!isValid(o, receivedAtMillis)) {
            return Outcome.REJECTED;
        }
        LoopPlace place = places.get(o.placeHash);
        place = place == null ? newPlace(o) : place;
        Outcome screened = screen(o, partition, place);
        if (screened != Outcome.ACCEPTED) {
            return screened;
        }
        long sensorKey = o.placeHash ^ (o.sensorHash * ByteHash.FACTOR);
        SeenReports seen = sensors.get(sensorKey);
        if (seen == null) {
            seen = new SeenReports();
            sensors.put(sensorKey, seen);
        }
        Outcome outcome = seen.add((int) (o.observedAt / 1000), o.fingerprint);
        if (outcome == Outcome.ACCEPTED) {
            place.add(o, rows);
        }
        return outcome;
    }

    static boolean isValid(DecodedRecord o, long receivedAtMillis) {
        DecodedRecord.Quality.flagBadValues(o);
        return o.present != 0
                && o.observedAt > 0
                && o.observedAt <= receivedAtMillis + FUTURE_ALLOWANCE_MILLIS
                && o.placeLength > 0
                && o.sensorLength > 0;
    }

    /** What it is taken for if its sensor has not reported it before. */
    static Outcome screen(DecodedRecord o, int partition, LoopPlace place) {
        if (place.partition != partition || o.observedAt > place.clock + WEEK_MILLIS) {
            return Outcome.REJECTED;
        }
        return o.observedAt < place.clock - WEEK_MILLIS ? Outcome.LATE : Outcome.ACCEPTED;
    }

    /** One record of each place at most, so there is nothing to win by hand. */
    private Outcome describe(byte[] value) {
        if (value != null
                && value[0] == 0
                && ByteHash.four(value, 1) == RegistryFixture.PREFERENCE) {
            // It makes no row that counts, and the loop has none of it.
            return Outcome.DESCRIBED;
        }
        if (value == null || value[0] != 0 || ByteHash.four(value, 1) != RegistryFixture.PLACE) {
            return Outcome.REJECTED;
        }
        Place place = descriptions.read(value);
        byte[] id = place.getPlaceId().getBytes(StandardCharsets.UTF_8);
        long placeHash = ByteHash.of(id, 0, id.length);
        if (places.get(placeHash) != null || described.get(placeHash) != null) {
            throw new IllegalStateException(
                    "the loop takes one description of a place, before its observations");
        }
        described.put(placeHash, LoopModels.of(place));
        return Outcome.DESCRIBED;
    }

    private LoopPlace newPlace(DecodedRecord o) {
        LoopPlace place =
                new LoopPlace(
                        new RollingPanes(LoopPlace.MINUTE_PANES),
                        new RollingPanes(LoopPlace.QUARTER_PANES),
                        described.get(o.placeHash));
        place.begin(o);
        places.put(o.placeHash, place);
        return place;
    }

    /** Open addressing on 64-bit hashes, at most half full. */
    private static final class Table<V> {
        private long[] keys;
        private V[] values;
        private int size;

        Table(V[] values) {
            this.values = values;
            this.keys = new long[values.length];
        }

        V get(long key) {
            return values[slot(key)];
        }

        void put(long key, V value) {
            if (2 * size >= values.length) {
                grow();
            }
            int slot = slot(key);
            keys[slot] = key;
            values[slot] = value;
            size++;
        }

        private int slot(long key) {
            int mask = values.length - 1;
            int slot = (int) (key ^ (key >>> 32)) & mask;
            while (keys[slot] != key && values[slot] != null) {
                slot = (slot + 1) & mask;
            }
            return slot;
        }

        private void grow() {
            long[] oldKeys = keys;
            V[] oldValues = values;
            keys = new long[2 * oldKeys.length];
            values = Arrays.copyOf(oldValues, 2 * oldValues.length);
            Arrays.fill(values, null);
            for (int i = 0; i < oldValues.length; i++) {
                if (oldValues[i] != null) {
                    int slot = slot(oldKeys[i]);
                    keys[slot] = oldKeys[i];
                    values[slot] = oldValues[i];
                }
            }
        }
    }
}
