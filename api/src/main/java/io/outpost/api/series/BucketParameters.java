package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads the parameters bucket, offset, tz and source. Without a source it is the models for what
 * only they have, else panes wherever they fit exactly, and raw observations for what is finer.
 */
record BucketParameters(Duration width, Duration offset, Optional<ZoneId> zone, Source source) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration DEFAULT_WIDTH = Duration.ofHours(1);

    static BucketParameters of(Request request) {
        Duration width = request.text("bucket").map(BucketParameters::width).orElse(DEFAULT_WIDTH);
        Optional<ZoneId> zone = request.text("tz").map(BucketParameters::zone);
        if (zone.isPresent() && (!width.equals(DAY) || request.has("offset"))) {
            throw ProblemException.invalid(
                    "tz", "not-combinable", "is for bucket=P1D, without an offset");
        }
        Duration offset =
                request.text("offset").map(text -> offset(text, width)).orElse(Duration.ZERO);
        return new BucketParameters(
                width,
                offset,
                zone.filter(z -> !z.getId().equals("UTC")),
                source(request, width, offset));
    }

    /** The buckets, for reading between two instants. */
    Buckets between(Instant from, Instant to) {
        Buckets buckets =
                zone.<Buckets>map(local -> LocalDays.of(local, from, to))
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

    /** The width as it is shown: PT15M, P1D. */
    String label() {
        return width.equals(DAY) ? "P1D" : width.toString();
    }

    String timeZone() {
        return zone.map(ZoneId::getId).orElse("UTC");
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
            throw ProblemException.invalid("bucket", "too-wide", "must be at most 31 days");
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

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw ProblemException.invalid(
                    "tz", "unknown", "must be an IANA time zone such as America/New_York");
        }
        return ZoneId.of(text);
    }
}
