package io.outpost.core.place;

import io.outpost.core.preference.PreferenceVersion;

/**
 * Keeps the preferences of a place: their versions, with the panes from which on each applies.
 * Found by the hash of their ids, compared by the whole id.
 */
final class PlacePreferences {
    private final int mostPreferences;
    private final PlaceOutput output;

    /**
     * @param mostPreferences that apply to a place; as many again may be taken back and not
     *     forgotten yet
     */
    PlacePreferences(int mostPreferences, PlaceOutput output) {
        this.mostPreferences = mostPreferences;
        this.output = output;
    }

    /**
     * Applies a version, from the minute and the hour after the latest that has closed. One that
     * would be one too many is rejected.
     */
    void apply(Place place, PlaceInput input) {
        PreferenceVersion version = input.preference();
        PlacePreference known = find(place, version.preferenceId());
        boolean appliesAlready = known != null && !known.isTakenBack();
        if (!version.isTakenBack() && !appliesAlready && isFull(place, known)) {
            output.rejected(
                    DeadLetter.of(
                                    RejectionReason.TOO_MANY_PREFERENCES,
                                    "preference %s: %d apply, and %d are known; at most %d, and twice as many (places.most-preferences)"
                                            .formatted(
                                                    version.preferenceId(),
                                                    place.appliedPreferences,
                                                    place.knownPreferences,
                                                    mostPreferences),
                                    input.origin(),
                                    place.placeId,
                                    input.receivedAtMillis())
                            .asEvent(place.clock.revision(), place.clock.lastEventMillis()));
            return;
        }
        long minute = place.index(PaneWidth.MINUTE).afterClosedMillis(PaneWidth.MINUTE);
        long hour = place.index(PaneWidth.HOUR).afterClosedMillis(PaneWidth.HOUR);
        if (known != null || !version.isTakenBack()) {
            keep(place, known == null ? add(place, version) : known, version, minute, hour);
        }
        output.preference(
                new PreferenceRow(
                        place.placeId,
                        version,
                        minute,
                        hour,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private boolean isFull(Place place, PlacePreference known) {
        return place.appliedPreferences >= mostPreferences
                || (known == null && place.knownPreferences >= 2L * mostPreferences);
    }

    private static void keep(
            Place place, PlacePreference kept, PreferenceVersion version, long minute, long hour) {
        place.appliedPreferences -= kept.isTakenBack() ? 0 : 1;
        kept.add(version.document(), minute, hour);
        place.appliedPreferences += kept.isTakenBack() ? 0 : 1;
        kept.forget(askedFromMillis(place));
        long key = key(kept.preferenceId);
        place.preferences().put(key, place.preferences().get(key));
    }

    /** Forgets those that were taken back, and that nothing is asked of any more. */
    static void forget(Place place) {
        if (place.knownPreferences == place.appliedPreferences) {
            return;
        }
        for (long key : place.preferences().numbers()) {
            PlacePreference kept = null;
            PlacePreference last = null;
            boolean changed = false;
            PlacePreference next;
            for (PlacePreference one = place.preferences().get(key); one != null; one = next) {
                next = one.next;
                if (one.isTakenBack() && one.forget(askedFromMillis(place))) {
                    place.knownPreferences--;
                    changed = true;
                    continue;
                }
                one.next = null;
                if (last == null) {
                    kept = one;
                } else {
                    last.next = one;
                }
                last = one;
            }
            if (changed && kept == null) {
                place.preferences().remove(key);
            } else if (changed) {
                place.preferences().put(key, kept);
            }
        }
    }

    private static PlacePreference find(Place place, String preferenceId) {
        PlacePreference found = place.preferences().get(key(preferenceId));
        while (found != null && !found.preferenceId.equals(preferenceId)) {
            found = found.next;
        }
        return found;
    }

    /** The first of its hash goes on to be the first: it is the piece. */
    private static PlacePreference add(Place place, PreferenceVersion version) {
        PlacePreference added = new PlacePreference(place.nextPreference++, version.preferenceId());
        place.knownPreferences++;
        long key = key(version.preferenceId());
        PlacePreference last = place.preferences().get(key);
        if (last == null) {
            place.preferences().put(key, added);
            return added;
        }
        while (last.next != null) {
            last = last.next;
        }
        last.next = added;
        return added;
    }

    private static long askedFromMillis(Place place) {
        return place.clock.isSet()
                ? place.clock.millis() - AllowedLateness.PARAMETERS_KEPT_MILLIS
                : Long.MIN_VALUE;
    }

    private static long key(String preferenceId) {
        return preferenceId.hashCode();
    }
}
