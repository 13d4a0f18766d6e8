package io.outpost.place;

/** The state of the place at hand, each part in a store of its own. */
public interface PlaceMemory {
    /** By sensor key: the sensors. */
    Shelf<Sensor> sensors();

    /** By {@link Sensor#seenNumber}: what each sensor has delivered. */
    Shelf<SeenHour> seenHours();

    /** By start, ms: the quarter hours of the minute tier. */
    Shelf<QuarterHour> quarterHours();

    /** By start, ms: the hourly panes. */
    Shelf<Pane> hours();

    /** By start, ms: the daily panes. */
    Shelf<Pane> days();

    /** The observation that jumped ahead and waits to be confirmed; null when there is none. */
    Reading pending();

    /** Keeps the waiting observation; null: none waits. */
    void keepPending(Reading reading);
}
