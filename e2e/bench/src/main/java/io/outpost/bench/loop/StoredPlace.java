package io.outpost.bench.loop;

import java.nio.ByteBuffer;

/**
 * One place after another, each read from its value and written to a new one. A record that closes
 * no minute copies what only the end of a minute changes, and does not read it.
 */
final class StoredPlace {
    /** More than all of it takes, but for reports. */
    private static final int MOST_BYTES = 4096;

    private final StoredPanes minutes;
    private final StoredPanes quarters;
    private final StoredReports reports;
    private final LoopPlace place;
    private ByteBuffer scratch = ByteBuffer.allocate(MOST_BYTES);
    private byte[] value;

    /** Where that begins in the value. */
    private int pastFrom;

    private boolean isPastRead;

    StoredPlace(ByteTable minutes, ByteTable quarters, ByteTable reports) {
        this.minutes = new StoredPanes(LoopPlace.MINUTE_PANES, minutes);
        this.quarters = new StoredPanes(LoopPlace.QUARTER_PANES, quarters);
        this.reports = new StoredReports(reports);
        this.place = new LoopPlace(this.minutes, this.quarters, null);
    }

    /** The place of its first record; of a new object only. */
    void begin(DecodedRecord o) {
        place.begin(o);
        isPastRead = true;
    }

    void read(byte[] newValue) {
        value = newValue;
        ByteBuffer in = ByteBuffer.wrap(value);
        place.readMinute(in);
        reports.read(in);
        pastFrom = in.position();
        isPastRead = false;
    }

    /** As the loop does; what is not accepted changes nothing. */
    SingleThreadLoop.Outcome apply(DecodedRecord o, int partition, CountedRows rows) {
        SingleThreadLoop.Outcome outcome = SingleThreadLoop.screen(o, partition, place);
        if (outcome != SingleThreadLoop.Outcome.ACCEPTED) {
            return outcome;
        }
        boolean closes = place.closesMinute(o);
        outcome = closes ? outcome : reports.lookUp(o, place.isOpenAt(o));
        if (outcome == SingleThreadLoop.Outcome.ACCEPTED) {
            if (closes) {
                closeMinute(o);
            }
            place.add(o, rows);
            reports.add(o);
        }
        return outcome;
    }

    private void closeMinute(DecodedRecord o) {
        reports.closeMinute(o.placeHash, place.clock);
        minutes.of(o.placeHash);
        quarters.of(o.placeHash);
        if (!isPastRead) {
            place.readPast(ByteBuffer.wrap(value, pastFrom, value.length - pastFrom));
            isPastRead = true;
        }
    }

    byte[] write() {
        ByteBuffer out = StoredReports.withRoom(scratch.clear(), MOST_BYTES + reports.openBytes());
        scratch = out;
        place.writeMinute(out);
        reports.write(out);
        if (isPastRead) {
            place.writePast(out);
        } else {
            out.put(value, pastFrom, value.length - pastFrom);
        }
        byte[] written = new byte[out.flip().remaining()];
        out.get(written);
        return written;
    }
}
