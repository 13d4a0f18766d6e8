package io.outpost.core.place;

import static io.outpost.core.place.Readings.NOON;
import static io.outpost.core.place.Readings.reading;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.preference.PreferenceVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a place keeps of its preferences, before anything is judged by them. */
class PlacePreferencesTest {
    private static final int MOST = 3;
    private static final long ALL = Long.MIN_VALUE;

    /** Two texts with one hash code. */
    private static final List<String> SAME_HASH = List.of("AaAa", "BBBB", "AaBB");

    private final KeptPlace kept = new KeptPlace(new PlaceBounds(1, 1, 1000, MOST));

    @Test
    void aVersionIsAnEventAndAppliesFromTheFirstPanesThatCloseAfterIt() {
        kept.prefer(wants("dry", 1));
        observe(NOON);
        observe(NOON.plus(Duration.ofMinutes(61)));
        long before = kept.revision();
        kept.prefer(wants("dry", 2));
        assertEquals(before + 1, kept.revision());
        PreferenceRow first = kept.emitted.preferences.get(0);
        assertEquals(ALL, first.appliedFromMillis());
        assertEquals(ALL, first.hourAppliedFromMillis());
        assertEquals(1, first.revision());
        PreferenceRow second = kept.emitted.preferences.get(1);
        assertEquals(wants("dry", 2), second.version());
        assertEquals(NOON.plusSeconds(60).toEpochMilli(), second.appliedFromMillis());
        assertEquals(NOON.plusSeconds(3600).toEpochMilli(), second.hourAppliedFromMillis());
        assertEquals(before + 1, second.revision());
        assertEquals("[1 document 1, 2 document 2]", versions("dry"));
    }

    @Test
    void aVersionThatAppliesFromTheSamePanesTakesThePlaceOfTheOneBefore() {
        observe(NOON);
        observe(NOON.plusSeconds(90));
        kept.prefer(wants("dry", 1));
        kept.prefer(wants("dry", 2));
        assertEquals("[2 document 2]", versions("dry"));
        assertEquals(2, kept.emitted.preferences.size());
    }

    @Test
    void ofTooManyVersionsTheOldestFallsAwayAndTheNextOneAppliesToItsPanes() {
        for (int i = 0; i <= PlacePreference.MOST_VERSIONS + 1; i++) {
            observe(NOON.plusSeconds(90L * i));
            kept.prefer(wants("dry", i + 1));
        }
        List<AppliedPreference> versions = find("dry").versions();
        assertEquals(PlacePreference.MOST_VERSIONS, versions.size());
        assertEquals(3, versions.get(0).number());
        assertEquals(ALL, versions.get(0).fromMinuteMillis());
        assertEquals(
                NOON.plusSeconds(240).toEpochMilli(),
                versions.get(1).fromMinuteMillis(),
                "270 s have closed the minute of 180 s");
    }

    @Test
    void oneThatIsTakenBackIsForgottenWhenNothingIsAskedOfItAnyMore() {
        observe(NOON);
        kept.prefer(wants("dry", 1));
        observe(NOON.plusSeconds(3700));
        kept.prefer(takesBack("dry", 2));
        assertEquals("[1 document 1, 2 null]", versions("dry"));
        for (int day = 1; day <= 9; day++) {
            assertEquals(1, kept.place.knownPreferences, "day " + day);
            observe(NOON.plus(Duration.ofDays(day)));
        }
        assertEquals(0, kept.place.knownPreferences);
        assertEquals(0, kept.place.appliedPreferences);
        assertEquals(0, kept.place.preferences().numbers().length);
    }

    @Test
    void oneThatNoPaneWasJudgedByIsForgottenAtOnce() {
        for (int i = 0; i < 10 * MOST; i++) {
            kept.prefer(wants("p" + i, 1));
            kept.prefer(takesBack("p" + i, 2));
        }
        assertEquals(0, kept.place.knownPreferences);
        assertEquals(0, kept.place.preferences().numbers().length);
        assertTrue(kept.emitted.rejected.isEmpty());
    }

    @Test
    void takingBackWhatIsNotThereSaysSoAndKeepsNothing() {
        kept.prefer(takesBack("dry", 7));
        assertEquals(1, kept.revision());
        assertTrue(kept.emitted.preferences.get(0).version().isTakenBack());
        assertEquals(0, kept.place.knownPreferences);
        assertEquals(0, kept.place.preferences().numbers().length);
    }

    @Test
    void oneTooManyIsRejectedAndThoseThatAreThereMayChange() {
        observe(NOON);
        for (String id : List.of("a", "b", "c", "d")) {
            kept.prefer(wants(id, 1));
        }
        DeadLetter letter = kept.emitted.rejected.get(0);
        assertEquals(RejectionReason.TOO_MANY_PREFERENCES, letter.reason());
        assertEquals(kept.revision(), letter.revision(), "it is an event of the place");
        assertEquals(
                "preference d: of 3 that are known 3 apply; at most 3, and as many that were taken"
                        + " back within 8 days (places.most-preferences)",
                letter.detail());
        assertEquals(3, kept.emitted.preferences.size());
        kept.prefer(wants("c", 2));
        kept.prefer(takesBack("a", 2));
        kept.prefer(wants("d", 2));
        kept.prefer(wants("a", 3));
        assertEquals(2, kept.emitted.rejected.size(), "a is one too many again");
        assertEquals(0, kept.place.counters.rejected, "which counts observations alone");
    }

    @Test
    void thoseThatWereTakenBackAreBoundedToo() {
        observe(NOON);
        observe(NOON.plusSeconds(90));
        for (int i = 0; i < 2 * MOST; i++) {
            kept.prefer(wants("p" + i, 1));
            kept.prefer(takesBack("p" + i, 2));
        }
        kept.prefer(wants("another", 1));
        assertEquals(1, kept.emitted.rejected.size());
        kept.prefer(wants("p0", 3));
        assertEquals(1, kept.emitted.rejected.size(), "one that is known takes no more room");
    }

    @Test
    void thoseWhoseIdsHaveTheSameHashStandSideBySide() {
        observe(NOON);
        observe(NOON.plusSeconds(90));
        for (String id : SAME_HASH) {
            assertEquals("AaAa".hashCode(), id.hashCode());
            kept.prefer(wants(id, 1));
        }
        assertEquals(1, kept.place.preferences().numbers().length);
        kept.throughSavepoint();
        kept.prefer(takesBack("BBBB", 2));
        kept.prefer(takesBack("AaAa", 2));
        kept.throughSavepoint();
        for (int day = 1; day <= 9; day++) {
            observe(NOON.plus(Duration.ofDays(day)));
        }
        assertEquals(1, kept.place.knownPreferences);
        assertEquals("[1 document 1]", versions("AaBB"));
        kept.prefer(takesBack("AaBB", 2));
        assertEquals(0, kept.place.appliedPreferences);
    }

    @Test
    void theSameIsKnownAfterASavepointAtEachEvent() {
        KeptPlace through = new KeptPlace(new PlaceBounds(1, 1, 1000, MOST));
        for (KeptPlace place : List.of(kept, through)) {
            for (int i = 0; i < 60; i++) {
                place.replay(reading().at(NOON.plusSeconds(400L * i)));
                String id = "p" + i % 5;
                place.prefer(i % 7 == 3 ? takesBack(id, i) : wants(id, i + 1));
                if (place == through) {
                    place.throughSavepoint();
                }
            }
        }
        assertEquals(kept.emitted.preferences, through.emitted.preferences);
        assertEquals(kept.emitted.rejected.size(), through.emitted.rejected.size());
        assertTrue(kept.emitted.rejected.size() > 5);
        assertEquals(kept.place.knownPreferences, through.place.knownPreferences);
        for (int i = 0; i < 5; i++) {
            assertEquals(versions(kept, "p" + i), versions(through, "p" + i));
        }
    }

    private void observe(Instant at) {
        kept.replay(reading().at(at));
    }

    private static PreferenceVersion wants(String id, int number) {
        return new PreferenceVersion(id, "ann", number, "document " + number);
    }

    private static PreferenceVersion takesBack(String id, int number) {
        return new PreferenceVersion(id, "ann", number, null);
    }

    private String versions(String id) {
        return versions(kept, id);
    }

    private static String versions(KeptPlace place, String id) {
        PlacePreference found = find(place, id);
        return found == null
                ? "none"
                : found.versions().stream()
                        .map(version -> version.number() + " " + version.document())
                        .toList()
                        .toString();
    }

    private PlacePreference find(String id) {
        return find(kept, id);
    }

    private static PlacePreference find(KeptPlace place, String id) {
        PlacePreference found = place.place.preferences().get(id.hashCode());
        while (found != null && !found.preferenceId.equals(id)) {
            found = found.next;
        }
        return found;
    }
}
