package io.outpost.e2e.oracle.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.e2e.oracle.Findings;
import io.outpost.e2e.oracle.fold.Account;
import io.outpost.e2e.oracle.fold.PlaceStory;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Compares place_tallies with what became of the records by the log. */
public final class TallyRows {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "SELECT place_id, records, accepted, duplicate, conflict, late, rejected, waiting, hour_tier_only, open_panes, revision, %s, flagged::text FROM outpost.place_tallies WHERE PLACES"
                    .formatted(Results.millis("clock_at"));

    private final Findings findings;

    TallyRows(Findings findings) {
        this.findings = findings;
    }

    /**
     * A row, as far as it is compared.
     *
     * @param counts records, accepted, duplicate, conflict, late, rejected, waiting, hour tier only
     */
    record Tally(long[] counts, long openPanes, long revision, long clockMillis, String flagged) {
        long records() {
            return counts[0];
        }
    }

    static Map<String, Tally> read(Collection<String> places, Results results) throws SQLException {
        Map<String, Tally> tallies = new HashMap<>();
        results.ofPlaces(places, SELECT, row -> tallies.put(row.getString(1), tally(row)));
        return tallies;
    }

    private static Tally tally(ResultSet row) throws SQLException {
        long[] counts = new long[8];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = row.getLong(2 + i);
        }
        long clock = row.getLong(12);
        clock = row.wasNull() ? Account.NO_CLOCK : clock;
        return new Tally(counts, row.getLong(10), row.getLong(11), clock, row.getString(13));
    }

    void compare(PlaceStory story, Tally tally) {
        if (tally == null) {
            findings.missing(story.placeId());
            return;
        }
        findings.checked();
        Account a = story.account();
        long[] expected = {
            a.records,
            a.accepted,
            a.duplicate,
            a.conflict,
            a.late,
            a.rejected,
            a.waiting,
            a.hourTierOnly
        };
        String[] names = {
            "records",
            "accepted",
            "duplicate",
            "conflict",
            "late",
            "rejected",
            "waiting",
            "hour_tier_only"
        };
        StringBuilder difference = new StringBuilder();
        for (int i = 0; i < expected.length; i++) {
            difference.append(TransitionRows.differs(names[i], expected[i], tally.counts()[i]));
        }
        difference.append(TransitionRows.differs("clock", a.clockMillis, tally.clockMillis()));
        difference.append(differs(a, tally.flagged()));
        if (story.scope().isClosed()) {
            difference.append(TransitionRows.differs("open_panes", 0L, tally.openPanes()));
        }
        if (!difference.isEmpty()) {
            String what = story.placeId() + difference;
            if (tally.records() < a.records) {
                findings.stale(what);
            } else {
                findings.wrong(what);
            }
        }
    }

    private static String differs(Account account, String flagged) {
        try {
            JsonNode expected = JSON.readTree(JSON.writeValueAsString(account.flagged()));
            JsonNode found = JSON.readTree(flagged);
            return TransitionRows.differs("flagged", expected, found);
        } catch (JsonProcessingException e) {
            return " flagged is " + flagged;
        }
    }
}
