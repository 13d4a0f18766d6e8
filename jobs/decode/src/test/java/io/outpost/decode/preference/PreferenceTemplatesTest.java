package io.outpost.decode.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.outpost.core.condition.Subject;
import io.outpost.core.condition.Transition;
import io.outpost.core.condition.Transition.EpisodeStep;
import io.outpost.core.preference.CompiledPreference;
import io.outpost.core.preference.JudgedPane;
import io.outpost.core.preference.Match;
import io.outpost.core.preference.Outlook;
import io.outpost.core.preference.PreferenceMachine;
import io.outpost.core.preference.PreferenceState;
import io.outpost.core.preference.PreferenceSubject;
import io.outpost.core.preference.SignalTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferenceTemplatesTest {
    private static final long HOUR = 3_600_000;
    private static final int HOURS = 12;

    /** A fine day: dry, mild, calm. */
    private static final Map<String, Double> FINE =
            Map.ofEntries(
                    Map.entry("air_temperature_celsius", 15.0),
                    Map.entry("relative_humidity_percent", 45.0),
                    Map.entry("wind_speed_metres_per_second", 3.0),
                    Map.entry("wind_gust_metres_per_second", 6.0),
                    Map.entry("precipitation_millimetres", 0.0),
                    Map.entry("snow_depth_centimetres", 0.0),
                    Map.entry("mud_level", 2.0),
                    Map.entry("high_water_level", 0.0),
                    Map.entry("snowpack_level", 0.0),
                    Map.entry("flow_millimetres_per_hour", 0.02),
                    Map.entry("flow_millimetres_per_hour_percentile_76", 0.06),
                    Map.entry("flow_millimetres_per_hour_percentile_99", 0.5));

    /** Each holds on a day of its own, and begins once. */
    @ParameterizedTest
    @CsvSource({
        "hike, air_temperature_celsius, 15, true",
        "hike, precipitation_millimetres, 6, false",
        "hike, high_water_level, 1, false",
        "trail_run, air_temperature_celsius, 15, true",
        "trail_run, mud_level, 7, false",
        "mtb, air_temperature_celsius, 15, true",
        "mtb, mud_level, 1, false",
        "mtb, mud_level, 4, false",
        "mtb, wind_gust_metres_per_second, 19, false",
        "ski_tour, air_temperature_celsius, -4, false",
        "ski_tour, snow_depth_centimetres, 80, false",
        "paddle, flow_millimetres_per_hour, 0.1, true",
        "paddle, flow_millimetres_per_hour, 0.6, false",
        "paddle, flow_millimetres_per_hour, 0.02, false",
        "lab_room, air_temperature_celsius, 26, true",
        "lab_room, air_temperature_celsius, 20, false",
        "lab_room, relative_humidity_percent, 70, true",
    })
    void holdOnTheirDays(String name, String signal, double value, boolean holds) throws Exception {
        assertEquals(holds, isHeld(name, Map.of(signal, value)));
    }

    @Test
    void aTourNeedsColdAndSnow() throws Exception {
        assertTrue(
                isHeld(
                        "ski_tour",
                        Map.of("air_temperature_celsius", -4.0, "snow_depth_centimetres", 80.0)));
    }

    private static boolean isHeld(String name, Map<String, Double> changes) throws Exception {
        SignalTable table = new SignalTable();
        CompiledPreference compiled =
                CompiledPreference.of(
                        PreferenceReader.read(PreferenceTemplates.document(name), Documents.LEVELS),
                        table);
        PreferenceMachine machine = new PreferenceMachine(compiled);
        Subject subject = new PreferenceSubject(name, compiled.cadence());
        Map<String, Double> day = new HashMap<>(FINE);
        day.putAll(changes);
        double[] values = new double[table.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = day.get(table.at(i).name());
        }
        PreferenceState state = machine.begin();
        List<Transition> transitions = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            machine.step(subject, state, JudgedPane.ofHour(hour * HOUR, values), transitions::add);
        }
        Match match = machine.match(state, values, Outlook.NONE);
        long began = transitions.stream().filter(one -> one.step() == EpisodeStep.BEGAN).count();
        assertEquals(match.holds() ? 1 : 0, began);
        assertEquals(match.holds(), match.missing().isEmpty());
        return match.holds();
    }

    @Test
    void thereIsNoOther() {
        assertThrows(IllegalArgumentException.class, () -> PreferenceTemplates.document("../hike"));
        assertFalse(PreferenceTemplates.NAMES.isEmpty());
    }
}
