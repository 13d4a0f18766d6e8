package io.outpost.archive.admit;

import io.outpost.place.AlertRow;
import io.outpost.place.EpisodeRow;
import io.outpost.place.Pane;
import io.outpost.place.PaneRow;
import io.outpost.place.PlaceKeeper;
import io.outpost.place.PlaceMemory;
import io.outpost.place.PlaceOutput;
import io.outpost.place.PlaceRejection;
import io.outpost.place.PlaceRow;
import io.outpost.place.PlaceState;
import io.outpost.place.QuarterHour;
import io.outpost.place.Reading;
import io.outpost.place.SeenHour;
import io.outpost.place.Sensor;
import io.outpost.place.Shelf;
import io.outpost.place.TallyRow;
import io.outpost.place.TransitionRow;
import java.util.HashMap;
import java.util.Map;

/** A place of the conditions job with its state in maps, of which only the counts are kept. */
final class InMemoryPlace implements PlaceMemory, PlaceOutput {
    private final Shelf<Sensor> sensors = new MapShelf<>(new HashMap<>());
    private final Shelf<SeenHour> seenHours = new MapShelf<>(new HashMap<>());
    private final Shelf<QuarterHour> quarterHours = new MapShelf<>(new HashMap<>());
    private final Shelf<Pane> hours = new MapShelf<>(new HashMap<>());
    private final Shelf<Pane> days = new MapShelf<>(new HashMap<>());
    private Reading pending;
    private TallyRow tally;

    /** The counts as they are now: silence makes a place write them out. */
    TallyRow tally(PlaceKeeper keeper, PlaceState place) {
        keeper.closeAll(place);
        return tally;
    }

    @Override
    public Shelf<Sensor> sensors() {
        return sensors;
    }

    @Override
    public Shelf<SeenHour> seenHours() {
        return seenHours;
    }

    @Override
    public Shelf<QuarterHour> quarterHours() {
        return quarterHours;
    }

    @Override
    public Shelf<Pane> hours() {
        return hours;
    }

    @Override
    public Shelf<Pane> days() {
        return days;
    }

    @Override
    public Reading pending() {
        return pending;
    }

    @Override
    public void keepPending(Reading reading) {
        pending = reading;
    }

    @Override
    public void tally(TallyRow row) {
        tally = row;
    }

    @Override
    public void pane(PaneRow row) {}

    @Override
    public void transition(TransitionRow row) {}

    @Override
    public void episode(EpisodeRow row) {}

    @Override
    public void alert(AlertRow row) {}

    @Override
    public void place(PlaceRow row) {}

    @Override
    public void late(String placeId, long clockMillis, Reading reading) {}

    @Override
    public void rejected(PlaceRejection reason, Reading reading) {}

    private record MapShelf<V>(Map<Long, V> pieces) implements Shelf<V> {
        @Override
        public V get(long number) {
            return pieces.get(number);
        }

        @Override
        public void put(long number, V value) {
            pieces.put(number, value);
        }

        @Override
        public void remove(long number) {
            pieces.remove(number);
        }

        @Override
        public long[] numbers() {
            return pieces.keySet().stream().mapToLong(Long::longValue).toArray();
        }
    }
}
