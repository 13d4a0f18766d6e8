package io.outpost.cli.verify.emission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.Map;

/**
 * The counters of a place.
 *
 * @param flagged by quantity and flag
 * @param clockMillis null before the first accepted observation
 */
public record CountersContent(
        long records,
        long accepted,
        long duplicate,
        long conflict,
        long late,
        long rejected,
        long waiting,
        long hourTierOnly,
        long rewrites,
        Map<String, Map<String, Long>> flagged,
        Long clockMillis,
        long openPanes)
        implements Content {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String differences(Found found) throws SQLException {
        return new Difference()
                .same("records", records, found.whole("records"))
                .same("accepted", accepted, found.whole("accepted"))
                .same("duplicate", duplicate, found.whole("duplicate"))
                .same("conflict", conflict, found.whole("conflict"))
                .same("late", late, found.whole("late"))
                .same("rejected", rejected, found.whole("rejected"))
                .same("waiting", waiting, found.whole("waiting"))
                .same("hour_tier_only", hourTierOnly, found.whole("hour_tier_only"))
                .same("rewrites", rewrites, found.whole("rewrites"))
                .same("clock_at", clockMillis, found.whole("clock_at"))
                .same("open_panes", openPanes, found.whole("open_panes"))
                .same("flagged", flaggedJson(), found.json("flagged"))
                .toString();
    }

    /** The records that became one of these. */
    public long sum() {
        return accepted + duplicate + conflict + late + rejected + waiting;
    }

    private JsonNode flaggedJson() {
        try {
            return JSON.readTree(JSON.writeValueAsString(flagged));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
