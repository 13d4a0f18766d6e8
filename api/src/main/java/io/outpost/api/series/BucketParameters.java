package io.outpost.api.series;

import io.outpost.api.place.Place;
import io.outpost.api.web.Durations;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads the parameters bucket, offset, tz and source. Without a source it is the models for what
 * only they have, else panes wherever they fit exactly, and raw observations for what is finer.
 *
 * @param calendar empty: buckets of one width
 */
record BucketParameters(
        Duration width,
        Duration offset,
        Optional<CalendarUnit> calendar,
        ZoneId zone,
        Source source) {

    private static final Duration DAY = CalendarUnit.DAY.usual();
    private static final Duration DEFAULT_WIDTH = Duration.ofHours(1);

    /** Weeks and months are those of the place's own zone unless another is asked for. */
    static BucketParameters of(Request request, Place place) {
        Optional<String> bucket = request.text("bucket");
        Optional<CalendarUnit> longer =
                bucket.flatMap(CalendarUnit::labelled).filter(unit -> unit != CalendarUnit.DAY);
        Duration width =
                longer.map(CalendarUnit::usual)
                        .or(() -> bucket.map(BucketParameters::width))
                        .orElse(DEFAULT_WIDTH);
        Optional<ZoneId> asked = Zones.asked(request);
        boolean isDay = longer.isEmpty() && width.equals(DAY);
        rejectOffset(request, longer, asked.isPresent() && longer.isEmpty() && !isDay);
        ZoneId zone = asked.orElseGet(() -> longer.isPresent() ? Zones.of(place) : Zones.UTC);
        Duration offset =
                request.text("offset").map(text -> offset(text, width)).orElse(Duration.ZERO);
        Optional<CalendarUnit> localDay = Optional.of(CalendarUnit.DAY).filter(d -> isDay);
        return new BucketParameters(
                width,
                offset,
                longer.or(() -> localDay.filter(day -> !zone.equals(Zones.UTC))),
                zone,
                source(request, width, offset));
    }

    private static void rejectOffset(
            Request request, Optional<CalendarUnit> longer, boolean hasNoZone) {
        if (hasNoZone || (request.has("tz") && request.has("offset"))) {
            throw ProblemException.invalid(
                    "tz", "not-combinable", "is for bucket=P1D, P1W or P1M, without an offset");
        }
        if (longer.isPresent() && request.has("offset")) {
            throw ProblemException.invalid(
                    "offset", "not-combinable", "weeks and months of the calendar have none");
        }
    }

    /** The buckets, for reading between two instants. */
    Buckets between(Instant from, Instant to) {
        Buckets buckets =
                calendar.<Buckets>map(unit -> CalendarBuckets.of(zone, unit, from, to))
                        .orElseGet(() -> new EvenBuckets(width, offset));
        if (source == Source.MODELS && buckets.tier() == Tier.MINUTE) {
            throw ProblemException.invalid(
                    "bucket",
                    "does-not-fit",
                    "the models step by the UTC hour and say nothing finer: bucket and offset must be"
                            + " whole hours, and the zone of local days whole hours from UTC");
        }
        return buckets;
    }

    /** The range, unless it is longer than the source can be asked for. */
    TimeRange check(TimeRange range) {
        return source == Source.RAW ? range.forRaw() : range;
    }

    /** How far back so many buckets reach, as far as the source can be asked for. */
    Duration reach(int buckets) {
        Duration reach = width.multipliedBy(buckets);
        boolean tooFar = source == Source.RAW && reach.compareTo(TimeRange.LONGEST_RAW) > 0;
        return tooFar ? TimeRange.LONGEST_RAW : reach;
    }

    /** The width as it is shown: PT15M, P1D, P1M. */
    String label() {
        return calendar.map(CalendarUnit::label)
                .orElseGet(() -> width.equals(DAY) ? CalendarUnit.DAY.label() : width.toString());
    }

    String timeZone() {
        return zone.getId();
    }

    private static Source source(Request request, Duration width, Duration offset) {
        boolean panesFit =
                isWhole(width, Duration.ofMinutes(1)) && isWhole(offset, Duration.ofMinutes(1));
        Source source =
                request.text("source").map(Source::parse).orElseGet(() -> usual(request, panesFit));
        if (source == Source.PANES && !panesFit) {
            throw ProblemException.invalid(
                    "source",
                    "does-not-fit",
                    "panes serve buckets and offsets of whole minutes; finer ones need source=raw");
        }
        return source;
    }

    private static Source usual(Request request, boolean panesFit) {
        if (ModelQuantities.areAskedAlone(request)) {
            return Source.MODELS;
        }
        return panesFit ? Source.PANES : Source.RAW;
    }

    private static Duration width(String text) {
        Duration width = Durations.parse("bucket", text);
        if (width.isNegative() || width.isZero()) {
            throw ProblemException.invalid("bucket", "not-positive", "must be longer than 0");
        }
        if (width.compareTo(TimeRange.LONGEST_RAW) > 0) {
            throw ProblemException.invalid("bucket", "too-wide", "must be at most 31 days, or P1M");
        }
        return requireWholeSeconds("bucket", width);
    }

    private static Duration offset(String text, Duration width) {
        Duration offset = requireWholeSeconds("offset", Durations.parse("offset", text));
        return Duration.ofSeconds(Math.floorMod(offset.toSeconds(), width.toSeconds()));
    }

    private static Duration requireWholeSeconds(String parameter, Duration duration) {
        if (!isWhole(duration, Duration.ofSeconds(1))) {
            throw ProblemException.invalid(
                    parameter,
                    "not-whole-seconds",
                    "must be whole seconds: two observations of a sensor are a second apart or more");
        }
        return duration;
    }

    private static boolean isWhole(Duration duration, Duration unit) {
        return duration.equals(unit.multipliedBy(duration.dividedBy(unit)));
    }
}
