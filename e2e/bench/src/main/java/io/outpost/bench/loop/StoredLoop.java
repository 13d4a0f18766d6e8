package io.outpost.bench.loop;

import io.outpost.bench.fixture.RegistryFixture;
import io.outpost.bench.loop.SingleThreadLoop.Outcome;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * The loop with all that it keeps in tables of bytes: between two records nothing is kept
 * elsewhere. Places are not described to it.
 */
public final class StoredLoop {
    private final DecodedRecord decoded;
    private final CountedRows rows;
    private final Function<Table, ByteTable> tables;
    private final ByteTable places;
    private StoredPlace place;

    /** What is kept, for each place. */
    public enum Table {
        /** One small value: clock, open panes, totals of windows, states of conditions. */
        PLACES,
        /** Closed minutes that are in a window, one entry each. */
        MINUTES,
        /** The same of quarter hours. */
        QUARTERS,
        /** Reports of its sensors, one entry per hour. */
        REPORTS
    }

    /**
     * @param schemaId of all records
     * @param endMillis rows labelled with this instant or a later one are not counted
     * @param hashes receives the hash of each row that is
     */
    public StoredLoop(
            int schemaId, long endMillis, LongConsumer hashes, Function<Table, ByteTable> tables) {
        this.decoded = new DecodedRecord(schemaId);
        this.rows = new CountedRows(endMillis, hashes);
        this.tables = tables;
        this.places = tables.apply(Table.PLACES);
        this.place = newPlace();
    }

    /** Applies the next record. */
    public Outcome accept(byte[] value, int partition, long receivedAtMillis) {
        DecodedRecord o = decoded;
        if (!o.decode(value)) {
            return refuse(value);
        }
        if (!SingleThreadLoop.isValid(o, receivedAtMillis)) {
            return Outcome.REJECTED;
        }
        byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(o.placeHash).array();
        byte[] before = places.get(key);
        if (before == null) {
            place = newPlace();
            place.begin(o);
        } else {
            place.read(before);
        }
        Outcome outcome = place.apply(o, partition, rows);
        if (outcome == Outcome.ACCEPTED) {
            places.put(key, place.write());
        }
        return outcome;
    }

    private static Outcome refuse(byte[] value) {
        boolean isShort = value == null || value.length < 1 + Integer.BYTES || value[0] != 0;
        if (!isShort && ByteHash.four(value, 1) == RegistryFixture.PLACE) {
            throw new IllegalStateException("the loop in stores takes no descriptions of places");
        }
        return Outcome.REJECTED;
    }

    private StoredPlace newPlace() {
        return new StoredPlace(
                tables.apply(Table.MINUTES),
                tables.apply(Table.QUARTERS),
                tables.apply(Table.REPORTS));
    }
}
