package io.outpost.core.place;

import io.outpost.core.condition.AlertKind;
import io.outpost.core.preference.PreferenceDocuments;
import io.outpost.core.weather.Flag;
import io.outpost.core.weather.Quantity;

/**
 * Keeps places: applies the events of each, records in the order of the log and deadlines at the
 * time that follows from its state, and emits what they change. A pure function of the log: every
 * event raises the place's revision by 1, and nothing else is asked for the time.
 */
public final class PlaceKeeper {
    private static final int COUNTER = Quantity.PRECIPITATION_COUNTER_MILLIMETRES.code();
    private static final int RAIN = Quantity.PRECIPITATION_MILLIMETRES.code();

    private final PlaceOutput output;
    private final Conditions conditions;
    private final RowEmitter rows;
    private final MinuteTier minuteTier;
    private final HourlyModels models;
    private final PlacePreferences preferences;
    private final double mostRainIn10Minutes;
    private final int mostSensors;
    private final ObservedValues values = new ObservedValues();
    private final Outcomes outcomes = new Outcomes();

    /** Of places that have no preferences. */
    public PlaceKeeper(Conditions conditions, PlaceBounds bounds, PlaceOutput output) {
        this(conditions, bounds, PreferenceDocuments.NONE, output);
    }

    public PlaceKeeper(
            Conditions conditions,
            PlaceBounds bounds,
            PreferenceDocuments documents,
            PlaceOutput output) {
        this.output = output;
        this.conditions = conditions;
        this.mostRainIn10Minutes = conditions.mostRainIn10Minutes();
        this.mostSensors = bounds.mostSensors();
        this.rows = new RowEmitter(conditions, output);
        this.minuteTier =
                new MinuteTier(conditions, new MinutePreferences(documents, conditions), rows);
        this.models = new HourlyModels(rows, conditions.hourly(), new HourPreferences(documents));
        this.preferences = new PlacePreferences(bounds.mostPreferences(), output);
    }

    public Outcomes outcomes() {
        return outcomes;
    }

    /** Applies the next record that names the place: the deadlines before it, then the record. */
    public void apply(Place place, PlaceInput input) {
        while (nextDeadlineMillis(place) < input.receivedAtMillis()) {
            applyDeadline(place, nextDeadlineMillis(place));
        }
        place.beginEvent(input.receivedAtMillis());
        if (input.reading() != null) {
            observe(place, input.reading());
        } else if (input.version() != null) {
            parameterise(place, input.version());
        } else if (input.preference() != null) {
            preferences.apply(place, input);
        } else {
            output.rejected(
                    input.deadLetter().asEvent(place.clock.revision(), input.receivedAtMillis()));
        }
        rows.endEvent();
    }

    /** Applies all deadlines up to and including a watermark. */
    public void advance(Place place, long watermarkMillis) {
        while (nextDeadlineMillis(place) <= watermarkMillis) {
            applyDeadline(place, nextDeadlineMillis(place));
        }
    }

    /**
     * Earliest time at which anything is due, ms, not before the last event; Long.MAX_VALUE:
     * nothing is.
     */
    public long nextDeadlineMillis(Place place) {
        if (place.nextDeadlineMillis == Place.UNKNOWN) {
            place.nextDeadlineMillis = nextDeadline(place);
        }
        return place.nextDeadlineMillis;
    }

    private long nextDeadline(Place place) {
        long due = Math.min(changedRowsDueMillis(place), countersDueMillis(place));
        due = Math.min(due, Math.min(closingDueMillis(place), noDataDueMillis(place)));
        due = Math.min(due, Math.min(changedModelsDueMillis(place), place.clock.shrinksAtMillis()));
        return due == Place.NONE ? due : Math.max(due, place.clock.lastEventMillis());
    }

    /** All that is due at a time, as one event. */
    private void applyDeadline(Place place, long atMillis) {
        boolean closes = closingDueMillis(place) <= atMillis;
        boolean emitsChanged = closes || changedRowsDueMillis(place) <= atMillis;
        boolean changesModels = changedModelsDueMillis(place) <= atMillis;
        boolean isNoData = noDataDueMillis(place) <= atMillis;
        boolean isIdle = closes && !place.clock.isLive();
        boolean countersDue = countersDueMillis(place) <= atMillis;
        boolean shrinks = place.clock.shrinksAtMillis() <= atMillis;
        place.beginEvent(atMillis);
        place.settle();
        int hoursOpen = place.index(PaneWidth.HOUR).openCount();
        if (emitsChanged) {
            emitDue(place, closes, atMillis);
        }
        if (changesModels) {
            models.settle(place);
        }
        if (isNoData) {
            place.noDataSinceMillis =
                    place.clock.millis() + conditions.newestStaleAfterMillis(place);
            rows.noData(place, AlertKind.BEGAN, place.noDataSinceMillis, 0);
        }
        if (countersDue || isIdle || place.index(PaneWidth.HOUR).openCount() < hoursOpen) {
            rows.counters(place);
        }
        if (shrinks) {
            place.clock.shrink();
            Deduplication.shrink(place);
        }
        forgetPanesOfShrunk(place);
        rows.endEvent();
    }

    /** Those that can no longer change go once all that has changed is emitted. */
    private void forgetPanesOfShrunk(Place place) {
        boolean isPending =
                place.openPanes() > 0
                        || place.hasChangedRows()
                        || place.changedModelHour != Place.NONE;
        if (place.clock.isShrunk() && !isPending) {
            models.shrink(place);
            MinuteTier.shrink(place);
            HourTier.shrink(place);
        }
    }

    private static long closingDueMillis(Place place) {
        if (place.clock.isLive()) {
            return place.firstDueMillis();
        }
        return place.openPanes() == 0 ? Place.NONE : place.clock.idleFromMillis();
    }

    private static long changedRowsDueMillis(Place place) {
        return place.changedSinceMillis == Place.NONE
                ? Place.NONE
                : place.changedSinceMillis + AllowedLateness.GATHERED_MILLIS;
    }

    private static long changedModelsDueMillis(Place place) {
        return place.modelsChangedSinceMillis == Place.NONE
                ? Place.NONE
                : place.modelsChangedSinceMillis + AllowedLateness.GATHERED_MILLIS;
    }

    private static long countersDueMillis(Place place) {
        return place.counters.unsentSinceMillis == Place.NONE
                ? Place.NONE
                : place.counters.unsentSinceMillis + AllowedLateness.GATHERED_MILLIS;
    }

    private long noDataDueMillis(Place place) {
        boolean watched = place.clock.isLive() && place.noDataSinceMillis == 0;
        return watched
                ? place.clock.movedAtMillis() + conditions.newestStaleAfterMillis(place)
                : Place.NONE;
    }

    private void observe(Place place, Reading reading) {
        long clockBefore = place.clock.millis();
        boolean wasSet = place.clock.isSet();
        place.counters.changed(place.clock.lastEventMillis());
        if (place.waiting().isEmpty() && !isJump(place, reading)) {
            accept(place, reading);
        } else {
            settle(place, Jumps.decide(clockBefore, place.waiting(), reading.owned()));
        }
        if (place.changedSinceMillis == Place.NONE && place.hasChangedRows()) {
            place.changedSinceMillis = place.clock.lastEventMillis();
        }
        boolean newHour = wasSet && ClockRules.isNewHour(clockBefore, place.clock.millis());
        closeBehindClock(place, newHour);
        if (newHour) {
            place.settle();
            models.settle(place);
            models.forget(place);
            MinuteTier.forget(place, clockBefore, place.clock.millis());
            HourTier.forget(place, place.clock.millis());
            PlacePreferences.forget(place);
        }
    }

    private static boolean isJump(Place place, Reading reading) {
        return place.clock.isSet()
                && ClockRules.isJump(place.clock.millis(), reading.observedAtMillis());
    }

    private void settle(Place place, Jumps<Reading> jumps) {
        place.keepWaiting(jumps.waiting());
        jumps.rejected().forEach(reading -> reject(place, reading, RejectionReason.TIME_JUMP));
        jumps.applied().forEach(reading -> accept(place, reading));
    }

    private void reject(Place place, Reading reading, RejectionReason reason) {
        place.counters.rejected++;
        output.rejected(
                new DeadLetter(
                        reason,
                        "sensor %s, observed at %d"
                                .formatted(reading.sensorId(), reading.observedAtMillis()),
                        reading.origin(),
                        place.placeId,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private void accept(Place place, Reading reading) {
        long at = reading.observedAtMillis();
        long clockMillis = place.clock.millis();
        if (place.clock.isLate(at)) {
            place.counters.late++;
            outcomes.late++;
            output.late(late(place, clockMillis, reading));
            return;
        }
        Sensor known = Deduplication.find(place, reading);
        if (known == null && place.knownSensors >= mostSensors) {
            reject(place, reading, RejectionReason.TOO_MANY_SENSORS);
            return;
        }
        boolean newHour = place.clock.isSet() && ClockRules.isNewHour(clockMillis, at);
        Sensor sensor = known == null ? Deduplication.add(place, reading) : known;
        switch (Deduplication.judge(place, sensor, reading)) {
            case DUPLICATE -> {
                place.counters.duplicate++;
                outcomes.duplicate++;
            }
            case CONFLICT -> {
                place.counters.conflict++;
                outcomes.conflict++;
            }
            case NEW -> enter(place, sensor, reading);
        }
        if (newHour) {
            Deduplication.forget(place, clockMillis, place.clock.millis());
        }
    }

    private void enter(Place place, Sensor sensor, Reading reading) {
        long clockBefore = place.clock.millis();
        place.clock.observe(reading.observedAtMillis(), reading.receivedAtMillis());
        place.counters.accepted++;
        outcomes.accepted++;
        place.counters.countFlags(reading.flags());
        endSilence(place, reading.observedAtMillis(), clockBefore);
        addToPanes(place, sensor, reading);
    }

    private void addToPanes(Place place, Sensor sensor, Reading reading) {
        long at = reading.observedAtMillis();
        long received = reading.receivedAtMillis();
        int intervalSeconds = Deduplication.intervalSeconds(place, sensor, reading);
        long minute = PaneWidth.MINUTE.startOf(at);
        values.fill(reading.values(), place.parameters.atMinute(minute).windTo10Metres());
        boolean inMinuteTier = at >= place.clock.millis() - AllowedLateness.MINUTE_TIER_MILLIS;
        if (inMinuteTier && place.pendingMinute.isOf(minute)) {
            place.pendingMinute.add(at, values, intervalSeconds);
        } else {
            place.settle();
            HourTier.add(place, at, received, values, intervalSeconds);
            if (inMinuteTier) {
                MinuteTier.add(place, at, received, values, intervalSeconds);
                place.pendingMinute.begin(minute);
            } else {
                place.counters.hourTierOnly++;
            }
        }
        addRain(place, sensor, reading, intervalSeconds, inMinuteTier);
    }

    private void addRain(
            Place place,
            Sensor sensor,
            Reading reading,
            int intervalSeconds,
            boolean inMinuteTier) {
        long at = reading.observedAtMillis();
        double amount = reading.values()[RAIN];
        double counter = reading.values()[COUNTER];
        if (Double.isNaN(amount) && Double.isNaN(counter)) {
            return;
        }
        if (inMinuteTier) {
            sensor.rain.read(
                    at,
                    counter,
                    amount,
                    intervalSeconds,
                    mostRainIn10Minutes,
                    new RainOf(place, sensor.number));
            sensor.rain.forgetBefore(place.clock.millis() - AllowedLateness.MINUTE_TIER_MILLIS);
            Deduplication.changed(place, reading);
        } else if (!Double.isNaN(amount) && !sensor.rain.knowsCounter(place.clock.millis())) {
            HourTier.addRain(place, at, sensor.number, amount, 1);
        }
    }

    /** Puts what a sensor's readings give into the panes of its place. */
    private record RainOf(Place place, int sensor) implements RainGauge.Listener {
        @Override
        public void onRain(long atMillis, double millimetres, int countChange) {
            HourTier.addRain(place, atMillis, sensor, millimetres, countChange);
        }

        @Override
        public void onRainOfMinute(long atMillis, double millimetres, int countChange) {
            MinuteTier.addRain(place, atMillis, sensor, millimetres, countChange);
        }

        @Override
        public void onFlag(Flag flag, int countChange) {
            place.counters.count(Quantity.PRECIPITATION_COUNTER_MILLIMETRES, flag, countChange);
        }
    }

    /** Closes what has ended behind the clock; changed rows go with it, or with a new hour. */
    private void closeBehindClock(Place place, boolean isNewHour) {
        long endMillis = place.clock.millis() - AllowedLateness.GRACE_MILLIS;
        boolean closes = place.firstOpenEndMillis() <= endMillis;
        if (!closes && !(isNewHour && place.changedSinceMillis != Place.NONE)) {
            return;
        }
        place.settle();
        int hoursOpen = place.index(PaneWidth.HOUR).openCount();
        minuteTier.emitMinutes(place, closeThrough(place, PaneWidth.MINUTE, endMillis));
        minuteTier.emitQuarterHours(place, closeThrough(place, PaneWidth.QUARTER_HOUR, endMillis));
        PaneIndex.Due dueHours = closeThrough(place, PaneWidth.HOUR, endMillis);
        HourTier.emit(place, PaneWidth.HOUR, dueHours, rows);
        HourTier.emit(place, PaneWidth.DAY, closeThrough(place, PaneWidth.DAY, endMillis), rows);
        models.closed(place, dueHours);
        place.changedSinceMillis = Place.NONE;
        if (place.index(PaneWidth.HOUR).openCount() < hoursOpen) {
            rows.counters(place);
        }
    }

    private static PaneIndex.Due closeThrough(Place place, PaneWidth width, long endMillis) {
        return place.index(width).closeThrough(endMillis - width.millis());
    }

    /** Closes what is due, and emits it with all changed rows. */
    private void emitDue(Place place, boolean closes, long atMillis) {
        long rewrittenBefore = place.counters.rewrites;
        minuteTier.emitMinutes(place, closeDue(place, PaneWidth.MINUTE, closes, atMillis));
        minuteTier.emitQuarterHours(
                place, closeDue(place, PaneWidth.QUARTER_HOUR, closes, atMillis));
        PaneIndex.Due dueHours = closeDue(place, PaneWidth.HOUR, closes, atMillis);
        HourTier.emit(place, PaneWidth.HOUR, dueHours, rows);
        HourTier.emit(place, PaneWidth.DAY, closeDue(place, PaneWidth.DAY, closes, atMillis), rows);
        models.closed(place, dueHours);
        place.changedSinceMillis = Place.NONE;
        if (place.counters.rewrites > rewrittenBefore) {
            place.counters.changed(atMillis);
        }
    }

    private static PaneIndex.Due closeDue(
            Place place, PaneWidth width, boolean closes, long atMillis) {
        if (!closes || place.clock.isLive()) {
            return place.index(width).closeDue(closes ? atMillis : Long.MIN_VALUE, width);
        }
        return place.index(width).closeThrough(Long.MAX_VALUE);
    }

    private void endSilence(Place place, long observedAtMillis, long clockBefore) {
        long silentSince = place.noDataSinceMillis;
        if (silentSince != 0 && observedAtMillis > clockBefore) {
            place.noDataSinceMillis = 0;
            boolean wasSilent = observedAtMillis > silentSince;
            rows.noData(
                    place,
                    wasSilent ? AlertKind.ENDED : AlertKind.RETRACTED,
                    silentSince,
                    observedAtMillis);
        }
    }

    /** Applies new parameters, from the minute and the hour after the latest that has closed. */
    private void parameterise(Place place, PlaceVersion version) {
        long minute = place.index(PaneWidth.MINUTE).afterClosedMillis(PaneWidth.MINUTE);
        long hour = place.index(PaneWidth.HOUR).afterClosedMillis(PaneWidth.HOUR);
        long askedFrom =
                place.clock.isSet()
                        ? place.clock.millis() - AllowedLateness.PARAMETERS_KEPT_MILLIS
                        : Long.MIN_VALUE;
        place.parameters =
                place.parameters.next(AppliedVersion.of(version, minute, hour), askedFrom);
        output.place(
                new PlaceRow(
                        place.placeId,
                        version,
                        minute,
                        hour,
                        place.clock.revision(),
                        place.clock.lastEventMillis()));
    }

    private static LateReading late(Place place, long clockMillis, Reading reading) {
        return new LateReading(
                place.placeId,
                reading.sensorId(),
                reading.observedAtMillis(),
                clockMillis,
                reading.origin().partition(),
                reading.origin().offset(),
                reading.values(),
                place.clock.revision(),
                place.clock.lastEventMillis());
    }
}
