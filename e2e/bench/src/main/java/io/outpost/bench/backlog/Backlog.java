package io.outpost.bench.backlog;

import java.time.Duration;
import java.time.Instant;

/**
 * The shape of a backlog, in order of event time: every place has so many sensors, which all report
 * within the same minute, once per interval. After the last hour each place reports once more, late
 * enough to close all panes before; what that report itself makes is not counted. So all rows that
 * count follow from observations alone, and the log needs no ticks.
 *
 * @param duplicatePercent share of the records that are sent twice in a row, 0..100
 * @param disorder which records are delayed; those that close are not, and come last
 * @param intervalMinutes divides an hour; the places take turns in its minutes
 * @param sites what there is at the places
 */
public record Backlog(
        int places,
        int sensorsPerPlace,
        int intervalMinutes,
        int hours,
        int duplicatePercent,
        long seed,
        Disorder disorder,
        Sites sites) {
    public static final int PARTITIONS = 4;

    /** First instant, the begin of a day in UTC. */
    public static final long START_MILLIS = Instant.parse("2025-07-01T00:00:00Z").toEpochMilli();

    /** So many preferences of so many places, where people have some. */
    private static final int PREFERENCES = 100_000;

    private static final int OF_PLACES = 15_000;

    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int SECONDS_PER_MINUTE = 60;

    /** What there is at the places, beside what all of them measure. */
    public enum Sites {
        /** No rain gauge, and no position. */
        BARE,
        /** Rain gauges and storms, but no position: there are no hourly models. */
        GAUGED,
        /** The same, with a position before the first observation: there are hourly models. */
        DESCRIBED,
        /** The same, and people have preferences of them before the first observation. */
        WANTED
    }

    /** A backlog of bare places, in order and without duplicates. */
    public static Backlog inOrder(
            int places, int sensorsPerPlace, int intervalMinutes, int hours, long seed) {
        return new Backlog(
                places,
                sensorsPerPlace,
                intervalMinutes,
                hours,
                0,
                seed,
                Disorder.NONE,
                Sites.BARE);
    }

    public Backlog {
        if (places < 1) {
            throw new IllegalArgumentException("places must be 1 or more");
        }
    }

    /** Observations that are counted. */
    public long observations() {
        return (long) places * sensorsPerPlace * (minutes() / intervalMinutes);
    }

    /** All records, with those that describe places, those that close, and duplicates. */
    public long records() {
        long once = observations() + places;
        return descriptions() + preferences() + once + once * duplicatePercent / 100;
    }

    /** Records that describe places; they come first. */
    public long descriptions() {
        return sites == Sites.DESCRIBED || sites == Sites.WANTED ? places : 0;
    }

    /** Records of preferences; they come next. */
    public int preferences() {
        return sites == Sites.WANTED ? (int) ((long) places * PREFERENCES / OF_PLACES) : 0;
    }

    /** The same observations, but for what rain gauges measure, of other places. */
    public Backlog with(Sites newSites) {
        return new Backlog(
                places,
                sensorsPerPlace,
                intervalMinutes,
                hours,
                duplicatePercent,
                seed,
                disorder,
                newSites);
    }

    /** The same observations with another share sent twice, and others delayed. */
    public Backlog with(int newDuplicatePercent, Disorder newDisorder) {
        return new Backlog(
                places,
                sensorsPerPlace,
                intervalMinutes,
                hours,
                newDuplicatePercent,
                seed,
                newDisorder,
                sites);
    }

    /** True when a row may be written again with another content. */
    public boolean hasCorrections() {
        return disorder.percent() > 0;
    }

    /** Records up to an hour of event time. */
    public long recordsUntil(double hour) {
        double once = observations() * hour / hours;
        long first = descriptions() + preferences();
        return Math.min(records(), first + (long) (once + once * duplicatePercent / 100));
    }

    public int minutes() {
        return hours * 60;
    }

    /** Results that are labelled with this instant or a later one are not counted. */
    public long endMillis() {
        return START_MILLIS + minutes() * MINUTE_MILLIS;
    }

    /** When the records that close all panes were observed. */
    public long closingMillis() {
        long days = Math.floorDiv(endMillis() - 1 - START_MILLIS, DAY_MILLIS) + 1;
        return START_MILLIS + days * DAY_MILLIS + MINUTE_MILLIS / 2;
    }

    public int intervalSeconds() {
        return intervalMinutes * SECONDS_PER_MINUTE;
    }

    long observedAtMillis(int minute, int sensor) {
        long second = (long) sensor * SECONDS_PER_MINUTE / sensorsPerPlace;
        return START_MILLIS + minute * MINUTE_MILLIS + second * 1000;
    }

    /** True when the sensors of a place report in a minute. */
    boolean reports(int place, int minute) {
        return (place + minute) % intervalMinutes == 0;
    }
}
