package io.outpost.place;

import java.util.List;

/**
 * The hour tier of a place: hourly and daily panes. Here the hourly models (mud, water, snow) will
 * plug in.
 */
final class HourTier {
    private static final Tier[] TIERS = {Tier.HOUR, Tier.DAY};

    private final Shelf<Pane> hours;
    private final Shelf<Pane> days;

    HourTier(Shelf<Pane> hours, Shelf<Pane> days) {
        this.hours = hours;
        this.days = days;
    }

    void add(PlaceState place, long atMillis, ChannelValues channels, int intervalSeconds) {
        for (Tier tier : TIERS) {
            long start = tier.startOf(atMillis);
            Pane pane = panes(tier).get(start);
            place.book(tier).note(start, pane == null);
            pane = pane == null ? new Pane() : pane;
            pane.addObservation(atMillis, intervalSeconds);
            pane.addValues(channels, Channel.HOURLY);
            panes(tier).put(start, pane);
        }
    }

    /** Adds rain to an hour and a day that are not empty. */
    void addRain(PlaceState place, long atMillis, int sensor, double millimetres, int countChange) {
        for (Tier tier : TIERS) {
            long start = tier.startOf(atMillis);
            Pane pane = panes(tier).get(start);
            pane.addRain(sensor, millimetres, countChange);
            place.book(tier).note(start, false);
            panes(tier).put(start, pane);
        }
    }

    /** Writes out the panes of a tier that close or have changed. */
    void write(PlaceState place, Tier tier, PaneBook.Due due, Announcer announcer) {
        for (long start : due.closing()) {
            announcer.pane(place, tier, start, panes(tier).get(start), List.of());
        }
        for (long start : due.changed()) {
            place.tally.retractions++;
            announcer.pane(place, tier, start, panes(tier).get(start), List.of());
        }
    }

    /** Forgets what is behind the horizon. */
    void forget(long clockMillis) {
        for (Tier tier : TIERS) {
            for (long start : panes(tier).numbers()) {
                if (start + tier.millis() <= clockMillis - Horizons.HOUR_TIER_MILLIS) {
                    panes(tier).remove(start);
                }
            }
        }
    }

    private Shelf<Pane> panes(Tier tier) {
        return tier == Tier.HOUR ? hours : days;
    }
}
