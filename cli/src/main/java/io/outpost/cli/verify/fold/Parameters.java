package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.cli.verify.model.Site;
import io.outpost.cli.verify.model.StreamSize;
import io.outpost.cli.verify.model.Surface;
import java.util.ArrayList;
import java.util.List;

/** The versions of a place's parameters, and the minutes and hours that each applies to. */
final class Parameters {
    private static final int MOST_VERSIONS = 64;

    /** Before the first minute or hour that closes. */
    private static final long NONE = Long.MIN_VALUE;

    private final long defaultStaleAfterMillis;
    private final List<Version> versions = new ArrayList<>();
    private long latestMinuteMillis = NONE;
    private long latestHourMillis = NONE;
    private boolean hasHadPosition;

    /** What a place says of itself, from a minute and an hour on. */
    private record Version(long fromMinuteMillis, long fromHourMillis, LoggedParameters said) {
        private boolean isFrom(Version other) {
            return fromMinuteMillis == other.fromMinuteMillis
                    && fromHourMillis == other.fromHourMillis;
        }

        /** 0: the default. */
        private int staleAfterSeconds() {
            return said.removed() ? 0 : said.staleAfterSeconds();
        }

        /** Null without a position. */
        private Site site() {
            return said.removed()
                    ? null
                    : Site.of(
                                    number(said.latitude()),
                                    number(said.longitude()),
                                    number(said.elevationMetres()),
                                    said.surface() == null ? null : Surface.valueOf(said.surface()),
                                    said.streamSize() == null
                                            ? null
                                            : StreamSize.valueOf(said.streamSize()))
                            .orElse(null);
        }

        private static Double number(double value) {
            return Double.isNaN(value) ? null : (Double) value;
        }

        private double windHeightMetres() {
            return said.removed() ? Double.NaN : said.windHeightMetres();
        }
    }

    Parameters(long defaultStaleAfterMillis) {
        this.defaultStaleAfterMillis = defaultStaleAfterMillis;
    }

    /** Minutes that close have their parameters for good. */
    void minuteClosed(long startMillis) {
        latestMinuteMillis = Math.max(latestMinuteMillis, startMillis);
    }

    /** So have hours. */
    void hourClosed(long startMillis) {
        latestHourMillis = Math.max(latestHourMillis, startMillis);
    }

    /** A version applies from the minute and the hour after the latest ones that have closed. */
    ParametersContent add(LoggedParameters logged) {
        long minute = nextMinuteMillis();
        long hour = nextHourMillis();
        Version next = new Version(minute, hour, logged);
        if (!versions.isEmpty() && versions.get(versions.size() - 1).isFrom(next)) {
            versions.remove(versions.size() - 1);
        }
        versions.add(next);
        hasHadPosition |= next.site() != null;
        if (versions.size() > MOST_VERSIONS) {
            Version fallen = versions.remove(0);
            LoggedParameters oldest = versions.get(0).said();
            versions.set(
                    0, new Version(fallen.fromMinuteMillis(), fallen.fromHourMillis(), oldest));
        }
        return new ParametersContent(logged, orNull(minute), orNull(hour));
    }

    /** The silence that is allowed at a minute, ms. */
    long staleAfterMillisAt(long minuteStartMillis) {
        return staleAfterMillis(at(minuteStartMillis));
    }

    /** The silence that the newest version allows, whatever it applies to, ms. */
    long newestStaleAfterMillis() {
        return staleAfterMillis(versions.isEmpty() ? null : versions.get(versions.size() - 1));
    }

    /** The height at which the wind of a minute is measured, m; NaN: not known. */
    double windHeightMetresAt(long minuteStartMillis) {
        Version version = at(minuteStartMillis);
        return version == null ? Double.NaN : version.windHeightMetres();
    }

    /** Where the models of an hour are; null where no position is known. */
    Site siteAt(long hourStartMillis) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).fromHourMillis() <= hourStartMillis) {
                return versions.get(i).site();
            }
        }
        return null;
    }

    /** Whether a version has ever had a position, whatever it applied to. */
    boolean hasHadPosition() {
        return hasHadPosition;
    }

    private Version at(long minuteStartMillis) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).fromMinuteMillis() <= minuteStartMillis) {
                return versions.get(i);
            }
        }
        return null;
    }

    private long staleAfterMillis(Version version) {
        int seconds = version == null ? 0 : version.staleAfterSeconds();
        return seconds == 0 ? defaultStaleAfterMillis : seconds * 1000L;
    }

    /** The minute after the latest that has closed; {@link #NONE} where none has. */
    long nextMinuteMillis() {
        return after(latestMinuteMillis, PaneSeries.MINUTE);
    }

    /** The hour after the latest that has closed. */
    long nextHourMillis() {
        return after(latestHourMillis, PaneSeries.HOUR);
    }

    private static long after(long latestMillis, long widthMillis) {
        return latestMillis == NONE ? NONE : latestMillis + widthMillis;
    }

    /** Null for {@link #NONE}. */
    static Long orNull(long fromMillis) {
        return fromMillis == NONE ? null : (Long) fromMillis;
    }
}
