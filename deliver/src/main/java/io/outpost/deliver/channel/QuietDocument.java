package io.outpost.deliver.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.core.preference.QuietHours;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads of a stored preference what is delivery's: when nothing is to be delivered. The rest of it
 * was checked when it was saved, and says nothing here.
 */
final class QuietDocument {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ZoneId UTC = ZoneId.of("UTC");

    private QuietDocument() {}

    /**
     * What holds up an alert.
     *
     * @param document null: it is of no preference
     * @param timeZone of the place; null or unknown: UTC
     * @param snoozedUntil null: it is not snoozed
     */
    static Holding holding(String document, String timeZone, Instant snoozedUntil) {
        if (document == null) {
            return new Holding(List.of(), UTC, null, snoozedUntil);
        }
        try {
            JsonNode preference = MAPPER.readTree(document);
            return new Holding(
                    quietHours(preference.path("quiet_hours")),
                    zone(timeZone),
                    time(preference.path("mute_until")),
                    snoozedUntil);
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalStateException("a stored preference cannot be read", e);
        }
    }

    private static List<QuietHours> quietHours(JsonNode list) {
        List<QuietHours> all = new ArrayList<>();
        for (JsonNode one : list) {
            all.add(
                    new QuietHours(
                            LocalTime.parse(one.path("from").asText()),
                            LocalTime.parse(one.path("to").asText())));
        }
        return all;
    }

    private static Instant time(JsonNode text) {
        return text.isTextual() ? OffsetDateTime.parse(text.asText()).toInstant() : null;
    }

    private static ZoneId zone(String name) {
        try {
            return name == null ? UTC : ZoneId.of(name);
        } catch (DateTimeException e) {
            return UTC;
        }
    }
}
