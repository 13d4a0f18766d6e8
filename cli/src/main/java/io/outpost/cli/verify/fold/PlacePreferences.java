package io.outpost.cli.verify.fold;

import io.outpost.cli.verify.emission.EpisodeContent;
import io.outpost.cli.verify.emission.PreferenceContent;
import io.outpost.cli.verify.emission.RejectedContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LoggedPreference;
import io.outpost.cli.verify.preference.PaneToJudge;
import io.outpost.cli.verify.preference.Wish;
import io.outpost.cli.verify.preference.WishReader;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What people want of a place. */
final class PlacePreferences {
    private static final String TOO_MANY = "TOO_MANY_PREFERENCES";

    private final Clock clock;
    private final Parameters parameters;
    private final int most;
    private final WishReader reader;
    private final Emitter emitter;
    private final ConditionEmissions emissions;
    private final Map<String, One> all = new TreeMap<>();

    private record One(
            PreferenceVersions versions, PreferenceHistory minutes, PreferenceHistory hours) {
        private static One of(String id) {
            String subject = EpisodeContent.PREFERENCE + id;
            return new One(
                    new PreferenceVersions(),
                    new PreferenceHistory(subject, false),
                    new PreferenceHistory(subject, true));
        }
    }

    PlacePreferences(
            Clock clock,
            Parameters parameters,
            Rules rules,
            Emitter emitter,
            ConditionEmissions emissions) {
        this.clock = clock;
        this.parameters = parameters;
        this.most = rules.mostPreferences();
        this.reader = new WishReader(rules.levelNames());
        this.emitter = emitter;
        this.emissions = emissions;
    }

    /** Takes the next version of the log: it applies from here on, or is one too many. */
    void take(LoggedPreference logged) {
        if (logged.document() != null && isTooMany(logged.preferenceId())) {
            emitter.emit(
                    Table.REJECTED,
                    Table.position(logged.partition(), logged.offset()),
                    new RejectedContent(
                            TOO_MANY, logged.placeId(), logged.position(), logged.contentHash()));
            return;
        }
        long minute = parameters.nextMinuteMillis();
        long hour = parameters.nextHourMillis();
        emitter.emit(
                Table.PREFERENCES,
                logged.preferenceId(),
                0,
                new PreferenceContent(logged, Parameters.orNull(minute), Parameters.orNull(hour)));
        if (logged.document() != null || all.containsKey(logged.preferenceId())) {
            Wish wish = logged.document() == null ? null : reader.read(logged.document());
            all.computeIfAbsent(logged.preferenceId(), One::of)
                    .versions
                    .add(logged, wish, minute, hour, clock.orNull());
        }
    }

    private boolean isTooMany(String id) {
        One own = all.get(id);
        if (own != null && own.versions.applies()) {
            return false;
        }
        boolean isKnown = own != null && own.versions.isKnown(clock.orNull());
        return all.values().stream().filter(one -> one.versions.applies()).count() >= most
                || (!isKnown && knownCount() >= 2L * most);
    }

    private long knownCount() {
        return all.values().stream().filter(one -> one.versions.isKnown(clock.orNull())).count();
    }

    /** Whether it knows one that hours judge. */
    boolean knowsOneOfHours() {
        return all.values().stream().anyMatch(one -> one.versions.isKnownOfHours(clock.orNull()));
    }

    /** All that it knows. */
    List<Wish> known() {
        return all.values().stream()
                .filter(one -> one.versions.isKnown(clock.orNull()))
                .flatMap(one -> one.versions.wishes(clock.orNull()).stream())
                .toList();
    }

    /** Judges all closed minutes from one on, and emits the difference. */
    void judgeMinutes(long fromMillis, NavigableMap<Long, PaneToJudge> minutes) {
        all.forEach(
                (id, one) ->
                        emissions.emitOfPreference(
                                EpisodeContent.PREFERENCE + id,
                                one.minutes.judgeFrom(fromMillis, minutes, one.versions)));
    }

    /** The same of hours. */
    void judgeHours(long fromMillis, NavigableMap<Long, PaneToJudge> hours) {
        all.forEach(
                (id, one) ->
                        emissions.emitOfPreference(
                                EpisodeContent.PREFERENCE + id,
                                one.hours.judgeFrom(fromMillis, hours, one.versions)));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    void forgetMinutesBefore(long atMillis) {
        all.values().forEach(one -> one.minutes.forgetBefore(atMillis));
    }

    void forgetHoursBefore(long atMillis) {
        all.values().forEach(one -> one.hours.forgetBefore(atMillis));
    }
}
