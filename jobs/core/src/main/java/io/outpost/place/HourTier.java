package io.outpost.place;

import java.util.List;

/**
 * The hour tier of a place: hourly and daily panes. Here the hourly models (mud, water, snow) will
 * plug in.
 */
final class HourTier {
    private static final Tier[] TIERS = {Tier.HOUR, Tier.DAY};

    private HourTier() {}

    static void add(
            Place place,
            long atMillis,
            long receivedAtMillis,
            ChannelValues channels,
            int intervalSeconds) {
        for (Tier tier : TIERS) {
            long start = tier.startOf(atMillis);
            Pane pane = panes(place, tier).get(start);
            place.book(tier).note(start, pane == null, receivedAtMillis);
            pane = pane == null ? new Pane() : pane;
            pane.addObservation(atMillis, intervalSeconds);
            pane.addValues(channels, Channel.HOURLY);
            panes(place, tier).put(start, pane);
        }
    }

    /** Adds rain to an hour and a day that are not empty. */
    static void addRain(
            Place place, long atMillis, int sensor, double millimetres, int countChange) {
        for (Tier tier : TIERS) {
            long start = tier.startOf(atMillis);
            Pane pane = panes(place, tier).get(start);
            pane.addRain(sensor, millimetres, countChange);
            place.book(tier).note(start, false, 0);
            panes(place, tier).put(start, pane);
        }
    }

    /** Emits the panes of a tier that close or have changed. */
    static void emit(Place place, Tier tier, PaneBook.Due due, RowEmitter rows) {
        for (long start : due.closing()) {
            rows.pane(place, tier, start, panes(place, tier).get(start), List.of());
        }
        for (long start : due.changed()) {
            place.tally.retractions++;
            rows.pane(place, tier, start, panes(place, tier).get(start), List.of());
        }
    }

    /** Forgets what is behind the horizon. */
    static void forget(Place place, long clockMillis) {
        for (Tier tier : TIERS) {
            for (long start : panes(place, tier).numbers()) {
                if (start + tier.millis() <= clockMillis - Horizons.HOUR_TIER_MILLIS) {
                    panes(place, tier).remove(start);
                }
            }
        }
    }

    private static StateMap<Pane> panes(Place place, Tier tier) {
        return tier == Tier.HOUR ? place.hours() : place.days();
    }
}
