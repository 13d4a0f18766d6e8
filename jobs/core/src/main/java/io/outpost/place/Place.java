package io.outpost.place;

import io.outpost.condition.Condition;
import io.outpost.condition.Memory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One place with all its state: what every record needs, stored as one value, and the pieces, each
 * stored by itself. Not thread-safe.
 */
public final class Place {
    /** Of what every record needs: everything but the pieces and the waiting observation. */
    public static final Codec<Place> CODEC = new Codec<>(Place::write, Place::read);

    private static final int FORMAT = 1;
    private static final Tier[] TIERS = Tier.values();

    /** No time. */
    static final long NONE = Long.MAX_VALUE;

    final String placeId;
    PlaceClock clock = new PlaceClock();
    Tally tally = new Tally();
    Parameters parameters = Parameters.DEFAULT;
    Memory[] conditions = newMemories();
    final DayWindow dayWindow = new DayWindow();
    int nextSensor;

    /** Event time of a no-data alert that waits for the clock to move; 0: none. */
    long noDataSinceMillis;

    /** Time of the event that made the first changed row not emitted yet; {@link #NONE}: none. */
    long changedSinceMillis = NONE;

    private final PaneBook[] books = {
        new PaneBook(), new PaneBook(), new PaneBook(), new PaneBook()
    };

    private Reading waiting;
    private final StateMap<Sensor> sensors = new StateMap<>(Sensor.CODEC);
    private final StateMap<SeenHour> seenHours = new StateMap<>(SeenHour.CODEC);
    private final StateMap<QuarterHour> quarterHours = new StateMap<>(QuarterHour.CODEC);
    private final StateMap<Pane> hours = new StateMap<>(Pane.CODEC);
    private final StateMap<Pane> days = new StateMap<>(Pane.CODEC);

    public Place(String placeId) {
        this.placeId = placeId;
    }

    public String placeId() {
        return placeId;
    }

    /** By hash of the sensor's id: the sensors with that hash, the first of them. */
    public StateMap<Sensor> sensors() {
        return sensors;
    }

    /** By {@link Sensor#seenNumber}: what each sensor has delivered. */
    public StateMap<SeenHour> seenHours() {
        return seenHours;
    }

    /** By start, ms: the quarter hours of the minute tier. */
    public StateMap<QuarterHour> quarterHours() {
        return quarterHours;
    }

    /** By start, ms: the hourly panes. */
    public StateMap<Pane> hours() {
        return hours;
    }

    /** By start, ms: the daily panes. */
    public StateMap<Pane> days() {
        return days;
    }

    /** The observation that jumped ahead and waits to be confirmed; null when there is none. */
    public Reading waiting() {
        return waiting;
    }

    /** Keeps the waiting observation; null: none waits. */
    public void keepWaiting(Reading reading) {
        waiting = reading;
    }

    /** Time of the last event, ms; Long.MIN_VALUE before the first. */
    public long lastEventMillis() {
        return clock.lastEventMillis();
    }

    PaneBook book(Tier tier) {
        return books[tier.ordinal()];
    }

    /** End of the open pane that ends first, ms; {@link #NONE} when none is open. */
    long firstOpenEndMillis() {
        long first = NONE;
        for (Tier tier : TIERS) {
            long start = book(tier).firstOpenMillis();
            first = start == NONE ? first : Math.min(first, start + tier.millis());
        }
        return first;
    }

    /** Earliest time at which a pane of a live place is due, ms; {@link #NONE}: none. */
    long firstDueMillis() {
        long first = NONE;
        for (Tier tier : TIERS) {
            first = Math.min(first, book(tier).firstDueMillis(tier));
        }
        return first;
    }

    int openPanes() {
        int open = 0;
        for (PaneBook book : books) {
            open += book.openCount();
        }
        return open;
    }

    boolean hasChangedRows() {
        boolean changed = false;
        for (PaneBook book : books) {
            changed |= book.hasChanged();
        }
        return changed;
    }

    private static Memory[] newMemories() {
        Memory[] memories = new Memory[Condition.values().length];
        for (int i = 0; i < memories.length; i++) {
            memories[i] = new Memory();
        }
        return memories;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        out.writeUTF(placeId);
        clock.write(out);
        tally.write(out);
        parameters.write(out);
        ConditionCodec.writeMemories(out, conditions);
        CompactData.writeUnsigned(out, nextSensor);
        CompactData.writeSigned(out, noDataSinceMillis);
        CompactData.writeSigned(out, changedSinceMillis);
        for (PaneBook book : books) {
            book.write(out);
        }
    }

    private static Place read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "Place");
        Place read = new Place(in.readUTF());
        read.clock = PlaceClock.read(in);
        read.tally = Tally.read(in);
        read.parameters = Parameters.read(in);
        read.conditions = ConditionCodec.readMemories(in);
        read.nextSensor = (int) CompactData.readUnsigned(in);
        read.noDataSinceMillis = CompactData.readSigned(in);
        read.changedSinceMillis = CompactData.readSigned(in);
        for (int i = 0; i < read.books.length; i++) {
            read.books[i] = PaneBook.read(in);
        }
        return read;
    }
}
