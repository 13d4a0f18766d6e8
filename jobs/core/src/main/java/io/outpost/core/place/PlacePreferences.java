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
                                    "preference %s: of %d that are known %d apply; at most %d, and as many that were taken back within 8 days (places.most-preferences)"
                                            .formatted(
                                                    version.preferenceId(),
                                                    known(place),
                                                    place.appliedPreferences,
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

    /** How long the state of one that was taken back is needed is no reason to reject another. */
    private boolean isFull(Place place, PlacePreference one) {
        long mostKnown = 2L * mostPreferences;
        boolean mayBeFull = place.knownPreferences >= mostKnown && !isKnown(place, one);
        return place.appliedPreferences >= mostPreferences
                || (mayBeFull && known(place) >= mostKnown);
    }

    private static long known(Place place) {
        long known = 0;
        for (long key : place.preferences().numbers()) {
            for (PlacePreference one = place.preferences().get(key); one != null; one = one.next) {
                known += isKnown(place, one) ? 1 : 0;
            }
        }
        return known;
    }

    private static boolean isKnown(Place place, PlacePreference one) {
        return one != null && !one.isTakenBackFrom(askedFromMillis(place));
    }

    private static void keep(
            Place place, PlacePreference kept, PreferenceVersion version, long minute, long hour) {
        place.appliedPreferences -= kept.isTakenBack() ? 0 : 1;
        kept.add(version.document(), minute, hour, askedFromMillis(place));
        place.appliedPreferences += kept.isTakenBack() ? 0 : 1;
        long key = key(kept.preferenceId);
        place.preferences().put(key, place.preferences().get(key));
        place.compiledPreferences.clear();
        if (kept.isTakenBack()) {
            forget(place);
        }
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
                if (isOver(place, one)) {
                    place.knownPreferences--;
                    place.compiledPreferences.clear();
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

    /**
     * What it left behind goes at the first pane after it was taken back, which may be long after,
     * and is judged again while that pane may change.
     */
    private static boolean isOver(Place place, PlacePreference one) {
        return one.isTakenBackFrom(askedFromMillis(place))
                && place.minutePreferences.get(one.number) == null
                && place.hourPreferences.get(one.number) == null
                && !stoodBeforeTheHorizon(place, one)
                && !stoodBeforeAQuarterHour(place, one);
    }

    private static boolean stoodBeforeTheHorizon(Place place, PlacePreference one) {
        HourlyPreferences kept = HourPreferences.kept(place);
        return kept != null && kept.base.get(one.number) != null;
    }

    private static boolean stoodBeforeAQuarterHour(Place place, PlacePreference one) {
        for (long start : place.quarterHours().numbers()) {
            MinuteStates before = place.quarterHours().get(start).before();
            if (before != null && before.preferences().get(one.number) != null) {
                return true;
            }
        }
        return false;
    }

    static PlacePreference find(Place place, String preferenceId) {
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
