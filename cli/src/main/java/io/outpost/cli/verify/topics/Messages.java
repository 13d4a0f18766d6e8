package io.outpost.cli.verify.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.verify.emission.EpisodeContent;
import io.outpost.cli.verify.emission.Found;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.schemas.Alert;
import io.outpost.schemas.Driver;
import io.outpost.schemas.Transition;
import java.time.Instant;
import java.util.List;

/** The messages of the topics, by the names of the tables' columns. */
final class Messages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Messages() {}

    static Found of(Transition transition) {
        ObjectNode node = JSON.createObjectNode();
        node.put("place_id", transition.getPlaceId())
                .put("condition", transition.getCondition())
                .put("at", transition.getAt().toEpochMilli())
                .put("revision", transition.getRevision())
                .put("from_state", transition.getFromState())
                .put("state", transition.getState())
                .put("level", transition.getLevel())
                .put("episode_id", transition.getEpisodeId())
                .put("retracted", transition.getRetracted())
                .set("drivers", drivers(transition.getDrivers()));
        return new FoundJson(node, true);
    }

    static Found of(Alert alert) {
        ObjectNode node = JSON.createObjectNode();
        Instant ended = alert.getEndedAt();
        node.put("place_id", alert.getPlaceId())
                .put("alert_id", alert.getAlertId())
                .put("episode_id", alert.getEpisodeId())
                .put("kind", alert.getKind())
                .put("revision", alert.getRevision())
                .put("subject", subject(alert))
                .put("preference_id", preferenceId(alert))
                .put("at", alert.getAt().toEpochMilli())
                .put("started_at", alert.getStartedAt().toEpochMilli())
                .put("ended_at", ended == null ? null : (Long) ended.toEpochMilli())
                .put("level", alert.getLevel())
                .put("provisional", alert.getProvisional())
                .set("drivers", drivers(alert.getDrivers()));
        return new FoundJson(node, true);
    }

    /** Null where it does not say the same as the subject. */
    private static String preferenceId(Alert alert) {
        String id = alert.getPreferenceId();
        return id != null && alert.getSubject().equals(EpisodeContent.PREFERENCE + id) ? id : null;
    }

    /** Null of a preference. */
    private static String subject(Alert alert) {
        return alert.getPreferenceId() == null ? alert.getSubject() : null;
    }

    private static ArrayNode drivers(List<Driver> drivers) {
        ArrayNode array = JSON.createArrayNode();
        for (Driver driver : drivers) {
            ObjectNode one = array.addObject();
            one.put("measure", driver.getMeasure()).put("windowSeconds", driver.getWindowSeconds());
            if (!Double.isNaN(driver.getValue())) {
                one.put("value", driver.getValue());
            }
        }
        return array;
    }
}
