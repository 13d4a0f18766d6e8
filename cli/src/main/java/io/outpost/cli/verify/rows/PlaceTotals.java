package io.outpost.cli.verify.rows;

import io.outpost.cli.verify.emission.CountersContent;
import io.outpost.cli.verify.emission.Emission;
import io.outpost.cli.verify.emission.ParametersContent;
import io.outpost.cli.verify.emission.PreferenceContent;
import io.outpost.cli.verify.emission.Table;
import io.outpost.cli.verify.log.LoggedParameters;
import io.outpost.cli.verify.log.LoggedPreference;
import java.util.HashMap;
import java.util.Map;

/** What is kept of each place until all are computed. */
public final class PlaceTotals {
    private final Map<String, Long> emitted = new HashMap<>();
    private final Map<String, Long> counted = new HashMap<>();
    private final Map<String, LoggedParameters> parameters = new HashMap<>();
    private final Map<String, LoggedPreference> preferences = new HashMap<>();

    void take(Emission emission) {
        if (emission.content() instanceof CountersContent counters) {
            emitted.put(emission.key().placeId(), counters.sum());
        } else if (emission.content() instanceof PreferenceContent content) {
            LoggedPreference logged = content.logged();
            preferences.put(PreferenceTopic.key(logged.placeId(), logged.preferenceId()), logged);
        } else if (emission.table() == Table.PLACE_VERSIONS) {
            parameters.put(
                    emission.key().placeId(), ((ParametersContent) emission.content()).logged());
        }
    }

    void end(String placeId, CountersContent counters) {
        counted.put(placeId, counters.sum());
    }

    /** Observations of each place, emitted or not. */
    Map<String, Long> counted() {
        return counted;
    }

    /** Those of them that no emission has counted. */
    long notEmitted(String placeId) {
        return counted.get(placeId) - emitted.getOrDefault(placeId, 0L);
    }

    /** The newest version of each preference at each place, by its key on the topic. */
    public Map<String, LoggedPreference> preferences() {
        return preferences;
    }

    /** The newest parameters of each place. */
    public Map<String, LoggedParameters> parameters() {
        return parameters;
    }
}
