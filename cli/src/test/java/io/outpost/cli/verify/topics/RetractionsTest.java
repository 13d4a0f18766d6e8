package io.outpost.cli.verify.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.cli.verify.fold.Ids;
import io.outpost.cli.verify.report.Findings;
import io.outpost.cli.verify.report.Report;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Transition;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Messages of a writer that was withdrawn, and what must follow them. */
final class RetractionsTest {
    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final String EPISODE = "episode";

    private final Report report = new Report(9);
    private final Findings findings = report.about("alerts topic");
    private final Retractions<Alert> retractions =
            new Retractions<>(findings, RetractionContent::differences);

    @Test
    void oneThatIsRetractedIsCountedApart() {
        retractions.withdrawn(EPISODE, "one");
        retractions.withdrawn(EPISODE, "two");
        assertFalse(retractions.isComplete());
        retractions.retraction(EPISODE, alert("RETRACTED", -5));
        assertTrue(retractions.isComplete());
        retractions.end();
        assertTrue(findings.isEmpty(), findings.examples()::toString);
        assertEquals(
                "observations=0 lost=0 duplicated=0 wrong=0 stale=0 withdrawn=2", report.summary());
    }

    @Test
    void nothingIsSaidOfNone() {
        retractions.holds(EPISODE, alert("BEGAN", 3));
        retractions.end();
        assertEquals("observations=0 lost=0 duplicated=0 wrong=0 stale=0", report.summary());
    }

    @Test
    void oneThatIsNotRetractedIsWrong() {
        retractions.withdrawn(EPISODE, "one");
        retractions.retraction(EPISODE, alert("RETRACTED", -5));
        retractions.withdrawn(EPISODE, "two");
        retractions.withdrawn("another", "three");
        retractions.end();
        assertEquals(2, report.wrong());
    }

    @Test
    void aRetractionOfNothingIsWrong() {
        retractions.retraction(EPISODE, alert("RETRACTED", -5));
        retractions.end();
        assertEquals(1, report.wrong());
    }

    @Test
    void anEpisodeThatHoldsIsNotRetractedButCorrected() {
        retractions.holds(EPISODE, alert("BEGAN", 3));
        retractions.withdrawn(EPISODE, "one");
        retractions.retraction(EPISODE, alert("CORRECTED", -5));
        retractions.end();
        assertEquals(0, report.wrong());
        retractions.retraction(EPISODE, alert("RETRACTED", -6));
        retractions.end();
        assertEquals(1, report.wrong());
    }

    @Test
    void anEpisodeThatDoesNotHoldIsNotCorrected() {
        retractions.holds(EPISODE, alert("RETRACTED", 3));
        retractions.withdrawn(EPISODE, "one");
        retractions.retraction(EPISODE, alert("CORRECTED", -5));
        retractions.end();
        assertEquals(1, report.wrong());
    }

    /** Of several the last one must be right where it stands, whatever comes later. */
    @Test
    void aCorrectionSaysWhatHoldsWhereItStands() {
        retractions.holds(EPISODE, alert("BEGAN", 3));
        retractions.withdrawn(EPISODE, "one");
        Instant end = NOON.plusSeconds(60);
        retractions.holds(EPISODE, Alert.newBuilder(alert("ENDED", 4)).setEndedAt(end).build());
        retractions.retraction(EPISODE, alert("CORRECTED", -5));
        retractions.retraction(
                EPISODE, Alert.newBuilder(alert("CORRECTED", -6)).setEndedAt(end).build());
        retractions.holds(EPISODE, alert("RETRACTED", 9));
        retractions.end();
        assertEquals(0, report.wrong(), findings.examples()::toString);
    }

    @Test
    void everyFieldOfACorrectionCounts() {
        List<UnaryOperator<Alert.Builder>> changes =
                List.of(
                        one -> one.setLevel("DANGER"),
                        one -> one.setEndedAt(NOON),
                        one -> one.setStartedAt(NOON.plusMillis(1)),
                        one -> one.setAt(NOON.plusMillis(1)),
                        one -> one.setProvisional(true),
                        one -> one.setAlertId("x"));
        for (UnaryOperator<Alert.Builder> change : changes) {
            Findings some = new Findings("alerts", 9);
            Retractions<Alert> changed = new Retractions<>(some, RetractionContent::differences);
            changed.holds(EPISODE, alert("BEGAN", 3));
            changed.withdrawn(EPISODE, "one");
            Alert.Builder correction = Alert.newBuilder(alert("CORRECTED", -5));
            changed.retraction(EPISODE, change.apply(correction).build());
            changed.end();
            assertEquals(1, some.wrongCount());
        }
    }

    @Test
    void aTransitionIsRetractedOrSaidAgain() {
        Transition active = transition("ACTIVE", 7, false);
        assertEquals("", RetractionContent.differences(transition("ACTIVE", -5, true), null));
        assertEquals("", RetractionContent.differences(transition("ACTIVE", -5, false), active));
        assertFalse(RetractionContent.differences(transition("ACTIVE", -5, false), null).isEmpty());
        assertFalse(
                RetractionContent.differences(transition("ACTIVE", -5, true), active).isEmpty());
        assertFalse(RetractionContent.differences(transition("OK", -5, false), active).isEmpty());
    }

    private static Alert alert(String kind, long revision) {
        return Alert.newBuilder()
                .setAlertId(Ids.alert(EPISODE, kind, revision))
                .setEpisodeId(EPISODE)
                .setKind(kind)
                .setRevision(revision)
                .setPlaceId("hut")
                .setSubject("HEAT")
                .setAt(NOON)
                .setStartedAt(NOON)
                .setLevel("CAUTION")
                .setDrivers(List.of())
                .build();
    }

    private static Transition transition(String state, long revision, boolean retracted) {
        return Transition.newBuilder()
                .setPlaceId("hut")
                .setCondition("HEAT")
                .setAt(NOON)
                .setFromState("OK")
                .setState(state)
                .setDrivers(List.of())
                .setRevision(revision)
                .setRetracted(retracted)
                .build();
    }
}
