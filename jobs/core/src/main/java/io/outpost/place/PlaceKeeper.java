package io.outpost.place;

import io.outpost.condition.AlertKind;
import io.outpost.weather.Quantity;

/**
 * Keeps one place: applies its records in the order of the log and writes out what closes. A pure
 * function of the log: all state is handed in, nothing is read from a clock of the machine.
 */
public final class PlaceKeeper {
    private static final int COUNTER = Quantity.PRECIPITATION_COUNTER_MILLIMETRES.ordinal();
    private static final int RAIN = Quantity.PRECIPITATION_MILLIMETRES.ordinal();

    private final PlaceMemory memory;
    private final PlaceOutput output;
    private final Conditions conditions;
    private final Announcer announcer;
    private final Deduplication deduplication;
    private final MinuteTier minuteTier;
    private final HourTier hourTier;
    private final ChannelValues channels = new ChannelValues();

    public PlaceKeeper(Conditions conditions, PlaceMemory memory, PlaceOutput output) {
        this.memory = memory;
        this.output = output;
        this.conditions = conditions;
        this.announcer = new Announcer(conditions, output);
        this.deduplication = new Deduplication(memory);
        this.minuteTier = new MinuteTier(memory.quarterHours(), conditions);
        this.hourTier = new HourTier(memory.hours(), memory.days());
    }

    /** Applies the next observation of the place. */
    public void observe(PlaceState place, Reading reading) {
        if (place.hasPending) {
            settlePending(place, reading);
        }
        // After the one that waited, which may have closed panes and written the counts out.
        place.tally.changed = true;
        if (place.clock.isSet()
                && ClockRules.isJump(place.clock.millis(), reading.observedAtMillis())) {
            memory.keepPending(reading);
            place.hasPending = true;
        } else {
            accept(place, reading);
        }
    }

    /** Applies new parameters, from the first pane that closes after now. */
    public void parameterise(PlaceState place, PlaceVersion version, long receivedAtMillis) {
        place.clock.apply(receivedAtMillis);
        long closedThrough = place.book(Tier.MINUTE).closedThroughMillis();
        long from =
                closedThrough == Long.MIN_VALUE
                        ? closedThrough
                        : closedThrough + Tier.MINUTE.millis();
        place.parameters =
                place.parameters.next(
                        version.removed() ? 0 : version.staleAfterSeconds() * 1000L, from);
        output.place(
                new PlaceRow(
                        place.placeId,
                        version,
                        from,
                        place.clock.revision(),
                        place.clock.asOfMillis()));
    }

    /**
     * Closes the panes of a place that reports seldom, once event time elsewhere has passed their
     * end.
     */
    public void closeEndedBefore(PlaceState place, long endMillis) {
        if (place.firstOpenEndMillis() <= endMillis) {
            place.clock.applySilence();
            close(place, endMillis);
        }
    }

    /** Closes all panes, and writes out all that waits: the place has fallen silent. */
    public void closeAll(PlaceState place) {
        place.clock.applySilence();
        close(place, Long.MAX_VALUE);
        announcer.tally(place);
    }

    /** Writes out the counts, if they have changed. */
    public void tell(PlaceState place) {
        if (place.tally.changed) {
            announcer.tally(place);
        }
    }

    /**
     * When a live place is to be told silent, unless it is heard of before; Long.MAX_VALUE: never.
     */
    public long silentFromMillis(PlaceState place) {
        boolean watched = place.clock.isLive() && place.noDataSinceMillis == 0;
        return watched
                ? place.clock.millis() + conditions.staleAfterMillis(place, place.clock.millis())
                : Long.MAX_VALUE;
    }

    /** Raises the no-data alert of a live place; provisional until the next observation. */
    public void tellSilence(PlaceState place) {
        place.noDataSinceMillis = silentFromMillis(place);
        place.clock.applySilence();
        announcer.noData(place, AlertKind.BEGAN, place.noDataSinceMillis, 0);
    }

    /** The observation that waits is confirmed by the next one, or it was wrong. */
    private void settlePending(PlaceState place, Reading next) {
        Reading pending = memory.pending();
        memory.keepPending(null);
        place.hasPending = false;
        if (ClockRules.confirmsJump(
                place.clock.millis(), pending.observedAtMillis(), next.observedAtMillis())) {
            accept(place, pending);
        } else {
            place.tally.rejected++;
            output.rejected(PlaceRejection.TIME_JUMP, pending);
        }
    }

    private void accept(PlaceState place, Reading reading) {
        long at = reading.observedAtMillis();
        long clockMillis = place.clock.millis();
        if (place.clock.isSet() && ClockRules.isLate(clockMillis, at)) {
            place.tally.late++;
            output.late(place.placeId, clockMillis, reading);
            return;
        }
        boolean newHour =
                place.clock.isSet()
                        && at > clockMillis
                        && Tier.HOUR.startOf(at) > Tier.HOUR.startOf(clockMillis);
        if (newHour) {
            deduplication.learnIntervals(clockMillis, at);
        }
        Sensor sensor = deduplication.sensor(place, reading);
        switch (deduplication.judge(sensor, reading)) {
            case DUPLICATE -> place.tally.duplicate++;
            case CONFLICT -> place.tally.conflict++;
            case NEW -> apply(place, sensor, reading);
        }
        if (newHour) {
            // What changed after it had closed waits for the next closing, and may be behind by
            // now.
            close(place, place.clock.millis() - Horizons.GRACE_MILLIS);
            forget(clockMillis, place.clock.millis());
        }
    }

    private void apply(PlaceState place, Sensor sensor, Reading reading) {
        long clockBefore = place.clock.millis();
        place.clock.observe(reading.observedAtMillis(), reading.receivedAtMillis());
        place.tally.accepted++;
        place.tally.countFlags(reading.flags());
        endSilence(place, reading.observedAtMillis(), clockBefore);
        addToPanes(place, sensor, reading);
        if (place.firstOpenEndMillis() <= place.clock.millis() - Horizons.GRACE_MILLIS) {
            close(place, place.clock.millis() - Horizons.GRACE_MILLIS);
        }
    }

    private void addToPanes(PlaceState place, Sensor sensor, Reading reading) {
        long at = reading.observedAtMillis();
        int intervalSeconds = deduplication.intervalSeconds(sensor, reading);
        channels.fill(reading.values());
        boolean inMinuteTier = at >= place.clock.millis() - Horizons.MINUTE_TIER_MILLIS;
        hourTier.add(place, at, channels, intervalSeconds);
        if (inMinuteTier) {
            minuteTier.add(place, at, channels, intervalSeconds);
        } else {
            place.tally.hourTierOnly++;
        }
        addRain(place, sensor, reading, inMinuteTier);
    }

    private void addRain(PlaceState place, Sensor sensor, Reading reading, boolean inMinuteTier) {
        long at = reading.observedAtMillis();
        double rain = reading.values()[RAIN];
        double counter = reading.values()[COUNTER];
        if (!Double.isNaN(rain)) {
            hourTier.addRain(place, at, sensor.number, rain, 1);
            if (inMinuteTier) {
                minuteTier.addRain(place, at, sensor.number, rain, 1);
            }
        } else if (!Double.isNaN(counter) && inMinuteTier) {
            sensor.rainCounter.read(
                    at,
                    counter,
                    (rainAt, millimetres, countChange) -> {
                        hourTier.addRain(place, rainAt, sensor.number, millimetres, countChange);
                        minuteTier.addRain(place, rainAt, sensor.number, millimetres, countChange);
                    });
            sensor.rainCounter.forgetBefore(place.clock.millis() - Horizons.MINUTE_TIER_MILLIS);
            memory.sensors().put(reading.sensorKey(), sensor);
        }
    }

    private void close(PlaceState place, long endMillis) {
        boolean hourCloses =
                place.book(Tier.HOUR).firstOpenMillis() + Tier.HOUR.millis() <= endMillis;
        minuteTier.writeMinutes(place, place.close(Tier.MINUTE, endMillis), announcer);
        minuteTier.writeQuarterHours(place, place.close(Tier.QUARTER_HOUR, endMillis), announcer);
        hourTier.write(place, Tier.HOUR, place.close(Tier.HOUR, endMillis), announcer);
        hourTier.write(place, Tier.DAY, place.close(Tier.DAY, endMillis), announcer);
        if (hourCloses) {
            announcer.tally(place);
        }
    }

    private void forget(long clockBefore, long clockMillis) {
        minuteTier.forget(clockBefore, clockMillis);
        hourTier.forget(clockMillis);
        deduplication.forget(clockMillis);
    }

    private void endSilence(PlaceState place, long observedAtMillis, long clockBefore) {
        long silentSince = place.noDataSinceMillis;
        if (silentSince != 0 && observedAtMillis > clockBefore) {
            place.noDataSinceMillis = 0;
            boolean wasSilent = observedAtMillis > silentSince;
            announcer.noData(
                    place,
                    wasSilent ? AlertKind.ENDED : AlertKind.RETRACTED,
                    silentSince,
                    observedAtMillis);
        }
    }
}
