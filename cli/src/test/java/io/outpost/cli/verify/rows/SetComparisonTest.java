package io.outpost.cli.verify.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.verify.HandMadeLog;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LogExtent;
import io.outpost.cli.verify.report.Findings;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Emissions as the topic of emissions has them, against those of a log: the counters of 12:01. */
class SetComparisonTest {
    private static final String COUNTERS =
            "{'table':'place_counters','place_id':'hut','records':1,'accepted':1,'duplicate':0,'conflict':0,'late':0,'rejected':0,'waiting':0,'hour_tier_only':0,'rewrites':0,'flagged':{},'clock_at':%d,'open_panes':4,'revision':%d,'as_of':%d}";
    private static final long NOON = HandMadeLog.millis("PT0S");

    private final Findings findings = new Findings("emissions", 9);
    private final Scope scope = new Scope(new ToTwelveFive());
    private final SetComparison set =
            new SetComparison(findings, scope, SetComparison.Kind.AT_LEAST_ONCE);

    @BeforeEach
    void expectTheCounters() {
        scope.events("hut", 3);
        new HandMadeLog()
                .at("PT0S", 20).emissionsUntil("PT5M").stream()
                        .filter(one -> one.table() == Table.PLACE_COUNTERS)
                        .forEach(set::expect);
    }

    @Test
    void takesOneThatComesAgainAsItWas() throws Exception {
        find(counters(NOON, 2, 60_000), 7);
        find(counters(NOON, 2, 60_000), 7);
        set.end();
        assertEquals(List.of(), findings.examples());
    }

    @Test
    void findsOneThatComesAgainWithOtherContent() throws Exception {
        find(counters(NOON, 2, 60_000), 7);
        find(counters(NOON, 2, 60_000), 8);
        set.end();
        assertEquals(1, findings.duplicatedCount());
    }

    @Test
    void findsWhatIsMissingAndWhatIsMore() throws Exception {
        find(counters(NOON, 3, 60_000), 7);
        set.end();
        assertEquals(1, findings.missingCount());
        assertEquals(1, findings.extraCount());
    }

    @Test
    void findsOtherContentAndAnotherTime() throws Exception {
        find(counters(NOON + 1, 2, 60_001), 7);
        assertEquals(1, findings.wrongCount());
        assertEquals(
                List.of(
                        "wrong place_counters hut, revision 2: as_of is 1780315260001, must be"
                                + " 1780315260000: clock_at is 1780315200001, must be 1780315200000"),
                findings.examples());
    }

    @Test
    void leavesOutWhatCanOnlyBeOfLaterRecords() throws Exception {
        find(counters(NOON, 2, 60_000), 7);
        find(counters(NOON, 4, 300_000), 7);
        assertEquals(List.of(), findings.examples());
        find(counters(NOON, 5, 299_999), 7);
        assertEquals(1, findings.extraCount(), "the log was read beyond that time");
    }

    /** As for messages of withdrawn writers, which may be right. */
    @Test
    void isDueWhatMustComeAsItIsOrHasComeOrIsLater() throws Exception {
        assertTrue(isDue(counters(NOON, 2, 60_000)));
        assertFalse(isDue(counters(NOON + 1, 2, 60_000)), "other content");
        assertFalse(isDue(counters(NOON, 3, 60_000)), "not of the log");
        assertTrue(isDue(counters(NOON, 4, 300_000)), "later");
        find(counters(NOON, 2, 60_000), 7);
        assertTrue(isDue(counters(NOON, 2, 60_000)), "again: twice, which is found");
        assertEquals(List.of(), findings.examples());
    }

    private boolean isDue(String json) throws SQLException, JsonProcessingException {
        return set.isDue(
                Table.PLACE_COUNTERS, new FoundJson(new ObjectMapper().readTree(json), false));
    }

    private static String counters(long clockMillis, long revision, long asOfAfterNoon) {
        return COUNTERS.formatted(clockMillis, revision, NOON + asOfAfterNoon).replace('\'', '"');
    }

    private void find(String json, long hash) throws SQLException, JsonProcessingException {
        set.found(
                Table.PLACE_COUNTERS,
                new FoundJson(new ObjectMapper().readTree(json), false),
                hash);
    }

    /** A log that has reached 12:05. */
    private static final class ToTwelveFive implements LogExtent {
        @Override
        public boolean covers(int partition, long offset) {
            return true;
        }

        @Override
        public long reachedMillis() {
            return HandMadeLog.millis("PT5M");
        }
    }
}
