package io.outpost.place;

import io.outpost.condition.Condition;
import io.outpost.condition.Memory;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** The part of a place's state that every record needs: one small object per concern. */
public final class PlaceState {
    public static final Codec<PlaceState> CODEC =
            new Codec<>(PlaceState::write, PlaceState::read, PlaceState::copy);

    private static final int FORMAT = 1;
    private static final Tier[] TIERS = Tier.values();

    final String placeId;
    PlaceClock clock = new PlaceClock();
    Tally tally = new Tally();
    Parameters parameters = Parameters.DEFAULT;
    Memory[] conditions = newMemories();
    final DayWindow dayWindow = new DayWindow();
    int nextSensor;
    boolean hasPending;

    /** Event time of a live no-data alert that waits for the next observation; 0: none. */
    long noDataSinceMillis;

    private final PaneBook[] books = {
        new PaneBook(), new PaneBook(), new PaneBook(), new PaneBook()
    };

    public PlaceState(String placeId) {
        this.placeId = placeId;
    }

    public String placeId() {
        return placeId;
    }

    /** True when the newest observation was received within an hour of being observed. */
    public boolean isLive() {
        return clock.isLive();
    }

    /** True when rows or counts wait to be written out. */
    public boolean hasUnwritten() {
        boolean unwritten = tally.changed;
        for (PaneBook book : books) {
            unwritten |= book.openCount() > 0 || book.hasChanged();
        }
        return unwritten;
    }

    /** End of the open pane that ends first, ms; Long.MAX_VALUE when none is open. */
    public long firstOpenEndMillis() {
        long first = Long.MAX_VALUE;
        for (Tier tier : TIERS) {
            long start = book(tier).firstOpenMillis();
            first = start == Long.MAX_VALUE ? first : Math.min(first, start + tier.millis());
        }
        return first;
    }

    PaneBook book(Tier tier) {
        return books[tier.ordinal()];
    }

    int openPanes() {
        int open = 0;
        for (PaneBook book : books) {
            open += book.openCount();
        }
        return open;
    }

    /** Closes and collects the panes of a tier that end at or before a time. */
    PaneBook.Due close(Tier tier, long endMillis) {
        return book(tier)
                .close(endMillis == Long.MAX_VALUE ? Long.MAX_VALUE : endMillis - tier.millis());
    }

    private static Memory[] newMemories() {
        Memory[] memories = new Memory[Condition.values().length];
        for (int i = 0; i < memories.length; i++) {
            memories[i] = new Memory();
        }
        return memories;
    }

    private PlaceState copy() {
        PlaceState copy = new PlaceState(placeId);
        copy.clock = clock.copy();
        copy.tally = tally.copy();
        copy.parameters = parameters;
        copy.conditions = QuarterHour.copyOf(conditions);
        copy.nextSensor = nextSensor;
        copy.hasPending = hasPending;
        copy.noDataSinceMillis = noDataSinceMillis;
        for (int i = 0; i < books.length; i++) {
            copy.books[i] = books[i].copy();
        }
        return copy;
    }

    private void write(DataOutput out) throws IOException {
        CompactData.writeFormat(out, FORMAT);
        out.writeUTF(placeId);
        clock.write(out);
        tally.write(out);
        parameters.write(out);
        ConditionCodec.writeMemories(out, conditions);
        CompactData.writeUnsigned(out, nextSensor);
        out.writeBoolean(hasPending);
        CompactData.writeSigned(out, noDataSinceMillis);
        for (PaneBook book : books) {
            book.write(out);
        }
    }

    private static PlaceState read(DataInput in) throws IOException {
        CompactData.expectFormat(in, FORMAT, "PlaceState");
        PlaceState read = new PlaceState(in.readUTF());
        read.clock = PlaceClock.read(in);
        read.tally = Tally.read(in);
        read.parameters = Parameters.read(in);
        read.conditions = ConditionCodec.readMemories(in);
        read.nextSensor = (int) CompactData.readUnsigned(in);
        read.hasPending = in.readBoolean();
        read.noDataSinceMillis = CompactData.readSigned(in);
        for (int i = 0; i < read.books.length; i++) {
            read.books[i] = PaneBook.read(in);
        }
        return read;
    }
}
