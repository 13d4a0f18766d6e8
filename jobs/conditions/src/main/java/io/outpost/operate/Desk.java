package io.outpost.operate;

import io.outpost.place.Pane;
import io.outpost.place.PlaceState;
import io.outpost.place.QuarterHour;
import io.outpost.place.Reading;
import io.outpost.place.SeenHour;
import io.outpost.place.Sensor;

/** One place at work: all its state at hand. Not thread-safe. */
final class Desk {
    final PlaceState place;
    final Alarms alarms;
    Reading pending;

    final Drawer<Sensor> sensors = new Drawer<>(StateKind.SENSOR);
    final Drawer<SeenHour> seenHours = new Drawer<>(StateKind.SEEN_HOUR);
    final Drawer<QuarterHour> quarterHours = new Drawer<>(StateKind.QUARTER_HOUR);
    final Drawer<Pane> hours = new Drawer<>(StateKind.PANE);
    final Drawer<Pane> days = new Drawer<>(StateKind.PANE);

    /** True when it was used since it was last put back. */
    boolean used;

    Desk(PlaceState place, Alarms alarms, Reading pending) {
        this.place = place;
        this.alarms = alarms;
        this.pending = pending;
    }
}
