package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.log.LoggedPreference;
import io.outpost.cli.verify.preference.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The versions of one preference at a place, and the minutes and hours that each applies to. */
final class PreferenceVersions {
    private static final int MOST = 16;
    private static final long KEPT_MILLIS = Duration.ofDays(8).toMillis();

    private final List<Version> versions = new ArrayList<>();

    /**
     * From a minute and an hour on.
     *
     * @param wish null: taken back
     * @param number no two versions of a place have the same
     */
    record Version(long fromMinuteMillis, long fromHourMillis, Wish wish, long number) {
        private boolean isFrom(long minuteMillis, long hourMillis) {
            return fromMinuteMillis == minuteMillis && fromHourMillis == hourMillis;
        }

        private boolean isJudged(boolean byHours) {
            return wish != null && wish.isOfHours() == byHours;
        }
    }

    /**
     * Adds a version.
     *
     * @param wish null: it takes the preference back
     * @param clockMillis of the place; null where it has none
     */
    void add(
            LoggedPreference logged,
            Wish wish,
            long fromMinuteMillis,
            long fromHourMillis,
            Long clockMillis) {
        if (!versions.isEmpty() && newest().isFrom(fromMinuteMillis, fromHourMillis)) {
            versions.remove(versions.size() - 1);
        }
        versions.add(new Version(fromMinuteMillis, fromHourMillis, wish, logged.position()));
        int oldest = oldest(clockMillis);
        if (versions.size() - oldest > MOST) {
            Version fallen = versions.get(oldest);
            Version next = versions.get(oldest + 1);
            versions.set(
                    oldest + 1,
                    new Version(
                            fallen.fromMinuteMillis(),
                            fallen.fromHourMillis(),
                            next.wish(),
                            next.number()));
            versions.subList(0, oldest + 1).clear();
        }
    }

    /** Whether the newest version is one that is wanted. */
    boolean applies() {
        return !versions.isEmpty() && newest().wish() != null;
    }

    /** Whether any that applies to a minute or an hour from the clock - 8 days on is wanted. */
    boolean isKnown(Long clockMillis) {
        return kept(clockMillis).stream().anyMatch(version -> version.wish() != null);
    }

    /** The same of what hours judge. */
    boolean isKnownOfHours(Long clockMillis) {
        return kept(clockMillis).stream().anyMatch(version -> version.isJudged(true));
    }

    /** Those of them that are wanted. */
    List<Wish> wishes(Long clockMillis) {
        return kept(clockMillis).stream().map(Version::wish).filter(wish -> wish != null).toList();
    }

    /** What a pane is judged by; null: by none. */
    Version at(long startMillis, boolean byHours) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            Version version = versions.get(i);
            long from = byHours ? version.fromHourMillis() : version.fromMinuteMillis();
            if (from <= startMillis) {
                return version.isJudged(byHours) ? version : null;
            }
        }
        return null;
    }

    private Version newest() {
        return versions.get(versions.size() - 1);
    }

    /** Those that apply to any minute or hour from the clock - 8 days on. */
    private List<Version> kept(Long clockMillis) {
        return versions.subList(oldest(clockMillis), versions.size());
    }

    /** Of these the number of the first. Earlier ones stay for what is judged with this event. */
    private int oldest(Long clockMillis) {
        long from = clockMillis == null ? Long.MIN_VALUE : clockMillis - KEPT_MILLIS;
        int oldest = 0;
        while (clockMillis != null
                && oldest + 1 < versions.size()
                && versions.get(oldest + 1).fromMinuteMillis() <= from
                && versions.get(oldest + 1).fromHourMillis() <= from) {
            oldest++;
        }
        return oldest;
    }
}
