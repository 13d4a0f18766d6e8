package io.outpost.api.series;

import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Reads the parameters bucket, offset and tz; what cannot be put together from stored panes is
 * refused with the reason.
 */
record BucketParameters(Duration width, Duration offset, Optional<ZoneId> zone) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration DEFAULT_WIDTH = Duration.ofHours(1);
    private static final String RAW = "needs raw observations, which are not kept yet";

    static BucketParameters of(Request request) {
        Duration width = request.text("bucket").map(BucketParameters::width).orElse(DEFAULT_WIDTH);
        Optional<ZoneId> zone = request.text("tz").map(BucketParameters::zone);
        if (zone.isPresent() && (!width.equals(DAY) || request.has("offset"))) {
            throw ProblemException.invalid(
                    "tz", "not-combinable", "is for bucket=P1D, without an offset");
        }
        Duration offset =
                request.text("offset").map(text -> offset(text, width)).orElse(Duration.ZERO);
        return new BucketParameters(width, offset, zone.filter(z -> !z.getId().equals("UTC")));
    }

    /** The buckets, for reading between two instants. */
    Buckets between(Instant from, Instant to) {
        return zone.<Buckets>map(local -> LocalDays.of(local, from, to))
                .orElseGet(() -> new EvenBuckets(width, offset));
    }

    /** The width as it is shown: PT15M, P1D. */
    String label() {
        return width.equals(DAY) ? "P1D" : width.toString();
    }

    String timeZone() {
        return zone.map(ZoneId::getId).orElse("UTC");
    }

    private static Duration width(String text) {
        Duration width = Durations.parse("bucket", text);
        if (width.isNegative() || width.isZero()) {
            throw ProblemException.invalid("bucket", "not-positive", "must be longer than 0");
        }
        requireWholeMinutes("bucket", width);
        if (DAY.toSeconds() % width.toSeconds() != 0) {
            throw ProblemException.invalid(
                    "bucket",
                    "odd-width",
                    "must divide a day, such as PT1M, PT15M, PT1H, PT6H or P1D; another width "
                            + RAW);
        }
        return width;
    }

    private static Duration offset(String text, Duration width) {
        Duration offset = Durations.parse("offset", text);
        requireWholeMinutes("offset", offset);
        return Duration.ofSeconds(Math.floorMod(offset.toSeconds(), width.toSeconds()));
    }

    private static void requireWholeMinutes(String parameter, Duration duration) {
        if (!duration.equals(Duration.ofMinutes(duration.toMinutes()))) {
            throw ProblemException.invalid(
                    parameter, "not-whole-minutes", "must be whole minutes; a finer one " + RAW);
        }
    }

    private static ZoneId zone(String text) {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw ProblemException.invalid(
                    "tz", "unknown", "must be an IANA time zone such as America/New_York");
        }
        return ZoneId.of(text);
    }
}
