package io.outpost.deliver.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import java.time.Instant;
import java.util.Locale;

/**
 * What receivers get of an alert: JSON with a type, a time and data, as Standard Webhooks has it.
 */
final class AlertBody {
    private AlertBody() {}

    /**
     * The body.
     *
     * @param placeName null: it has none
     * @param preferenceName null: the alert is of a condition
     */
    static String of(Alert alert, String placeName, String preferenceName) {
        String kind = alert.getKind().toLowerCase(Locale.ROOT);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", "alert." + kind).put("timestamp", alert.getAt().toString());
        ObjectNode data = body.putObject("data");
        data.put("summary", summary(alert, placeName, preferenceName));
        data.put("alert_id", alert.getAlertId());
        data.put("episode_id", alert.getEpisodeId());
        data.put("kind", alert.getKind());
        data.put("place_id", alert.getPlaceId());
        data.put("place_name", placeName);
        if (alert.getPreferenceId() == null) {
            data.put("condition", alert.getSubject());
        } else {
            data.put("preference_id", alert.getPreferenceId());
            data.put("preference_name", preferenceName);
        }
        data.put("level", alert.getLevel());
        data.put("at", alert.getAt().toString());
        data.put("started_at", alert.getStartedAt().toString());
        data.put("ended_at", text(alert.getEndedAt()));
        data.put("provisional", alert.getProvisional());
        drivers(alert, data.putArray("drivers"));
        return body.toString();
    }

    private static void drivers(Alert alert, ArrayNode drivers) {
        for (Driver one : alert.getDrivers()) {
            ObjectNode driver = drivers.addObject();
            driver.put("measure", one.getMeasure());
            if (Double.isFinite(one.getValue())) {
                driver.put("value", one.getValue());
            } else {
                driver.putNull("value");
            }
            driver.put("window_s", one.getWindowSeconds());
        }
    }

    /** Such as: Summit: HEAT began at level DANGER (2026-05-01T12:00:00Z). */
    private static String summary(Alert alert, String placeName, String preferenceName) {
        String what = preferenceName == null ? alert.getSubject() : preferenceName;
        String said =
                switch (alert.getKind()) {
                    case "BEGAN" -> "began";
                    case "CHANGED" -> "changed";
                    case "ENDED" -> "ended";
                    case "CORRECTED" -> "was corrected";
                    case "RETRACTED" -> "did not happen";
                    default -> alert.getKind();
                };
        boolean isOver = alert.getKind().equals("ENDED") || alert.getKind().equals("RETRACTED");
        String level = alert.getLevel() == null || isOver ? "" : ", level " + alert.getLevel();
        return "%s: %s %s%s (%s)"
                .formatted(
                        placeName == null ? alert.getPlaceId() : placeName,
                        what,
                        said,
                        level,
                        alert.getAt());
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
