package io.outpost.cli.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.verify.emission.FoundJson;
import io.outpost.cli.verify.emission.Table;
import io.outpost.core.condition.Driver;
import io.outpost.core.model.ModelQuantity;
import io.outpost.core.place.AlertRow;
import io.outpost.core.place.CountersRow;
import io.outpost.core.place.DeadLetter;
import io.outpost.core.place.EpisodeRow;
import io.outpost.core.place.LateReading;
import io.outpost.core.place.ModelRow;
import io.outpost.core.place.PaneRow;
import io.outpost.core.place.PlaceOutput;
import io.outpost.core.place.PlaceRow;
import io.outpost.core.place.PreferenceAlertRow;
import io.outpost.core.place.PreferenceEpisodeRow;
import io.outpost.core.place.PreferenceRow;
import io.outpost.core.place.TransitionRow;
import java.util.ArrayList;
import java.util.List;

/**
 * What the job emits of models, conditions and preferences, as the oracle finds it on the topic.
 */
final class JobEmissions implements PlaceOutput {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<One> all = new ArrayList<>();

    record One(Table table, FoundJson found) {}

    List<One> all() {
        return all;
    }

    @Override
    public void model(ModelRow row) {
        ObjectNode json = JSON.objectNode().put("start_at", row.startMillis());
        for (ModelQuantity quantity : ModelQuantity.values()) {
            json.put(quantity.columnName(), row.hour().value(quantity));
        }
        json.put("temperature_days_back", row.hour().temperatureDaysBack())
                .put("precipitation_missing", row.hour().isPrecipitationMissing())
                .put("mud_certain", row.hour().certainty().mud())
                .put("high_water_certain", row.hour().certainty().highWater())
                .put("snowpack_certain", row.hour().certainty().snowpack());
        add(Table.HOURLY_MODELS, json, row.revision(), row.asOfMillis());
    }

    @Override
    public void transition(TransitionRow row) {
        ObjectNode json =
                JSON.objectNode()
                        .put("condition", row.condition())
                        .put("at", row.atMillis())
                        .put("from_state", row.fromState())
                        .put("state", row.state())
                        .put("level", row.level())
                        .put("episode_id", row.episodeId())
                        .put("retracted", row.retracted());
        json.set("drivers", drivers(row.drivers()));
        add(Table.CONDITION_TRANSITIONS, json, row.revision(), row.asOfMillis());
    }

    @Override
    public void episode(EpisodeRow row) {
        ObjectNode json =
                JSON.objectNode()
                        .put("episode_id", row.episodeId())
                        .put("condition", row.condition())
                        .put("started_at", row.startedAtMillis())
                        .put("level", row.level())
                        .put("peak_level", row.peakLevel())
                        .put("retracted", row.retracted());
        putEnd(json, row.endedAtMillis());
        add(Table.CONDITION_EPISODES, json, row.revision(), row.asOfMillis());
    }

    @Override
    public void alert(AlertRow row) {
        ObjectNode json =
                JSON.objectNode()
                        .put("alert_id", row.alertId())
                        .put("episode_id", row.episodeId())
                        .put("kind", row.kind())
                        .put("subject", row.subject())
                        .put("at", row.atMillis())
                        .put("started_at", row.startedAtMillis())
                        .put("level", row.level())
                        .put("peak_level", row.peakLevel())
                        .put("provisional", row.provisional());
        json.set("drivers", drivers(row.drivers()));
        putEnd(json, row.endedAtMillis());
        add(Table.ALERTS, json, row.revision(), row.asOfMillis());
    }

    private static ArrayNode drivers(Driver[] drivers) {
        ArrayNode array = JSON.arrayNode();
        for (Driver driver : drivers) {
            ObjectNode one =
                    array.addObject()
                            .put("measure", driver.measure())
                            .put("windowSeconds", driver.windowSeconds());
            if (!Double.isNaN(driver.value())) {
                one.put("value", driver.value());
            }
        }
        return array;
    }

    private static void putEnd(ObjectNode json, long endedMillis) {
        if (endedMillis > 0) {
            json.put("ended_at", endedMillis);
        }
    }

    private void add(Table table, ObjectNode json, long revision, long asOfMillis) {
        json.put("place_id", HandMadeLog.PLACE).put("revision", revision).put("as_of", asOfMillis);
        all.add(new One(table, new FoundJson(json, false)));
    }

    @Override
    public void pane(PaneRow row) {}

    @Override
    public void preference(PreferenceRow row) {
        ObjectNode json =
                JSON.objectNode()
                        .put("preference_id", row.version().preferenceId())
                        .put("owner_id", row.version().ownerId())
                        .put("version", row.version().number())
                        .put("document", row.version().document());
        putFrom(json, "applied_from", row.appliedFromMillis());
        putFrom(json, "hour_applied_from", row.hourAppliedFromMillis());
        add(Table.PREFERENCES, json, row.revision(), row.asOfMillis());
    }

    private static void putFrom(ObjectNode json, String column, long millis) {
        if (millis != Long.MIN_VALUE) {
            json.put(column, millis);
        }
    }

    @Override
    public void preferenceEpisode(PreferenceEpisodeRow row) {
        ObjectNode json =
                JSON.objectNode()
                        .put("episode_id", row.episodeId())
                        .put("preference_id", row.preferenceId())
                        .put("started_at", row.startedAtMillis())
                        .put("level", row.level())
                        .put("peak_level", row.peakLevel())
                        .put("retracted", row.retracted());
        putEnd(json, row.endedAtMillis());
        add(Table.PREFERENCE_EPISODES, json, row.revision(), row.asOfMillis());
    }

    @Override
    public void preferenceAlert(PreferenceAlertRow row) {
        ObjectNode json =
                JSON.objectNode()
                        .put("alert_id", row.alertId())
                        .put("episode_id", row.episodeId())
                        .put("kind", row.kind())
                        .put("preference_id", row.preferenceId())
                        .put("at", row.atMillis())
                        .put("started_at", row.startedAtMillis())
                        .put("level", row.level())
                        .put("peak_level", row.peakLevel());
        json.set("drivers", drivers(row.drivers()));
        putEnd(json, row.endedAtMillis());
        add(Table.PREFERENCE_ALERTS, json, row.revision(), row.asOfMillis());
    }

    @Override
    public void place(PlaceRow row) {}

    @Override
    public void counters(CountersRow row) {}

    @Override
    public void late(LateReading late) {}

    @Override
    public void rejected(DeadLetter letter) {
        ObjectNode json =
                JSON.objectNode()
                        .put("reason", letter.reason().name())
                        .put("partition", letter.origin().partition())
                        .put("offset", letter.origin().offset());
        add(Table.REJECTED, json, letter.revision(), letter.asOfMillis());
    }
}
