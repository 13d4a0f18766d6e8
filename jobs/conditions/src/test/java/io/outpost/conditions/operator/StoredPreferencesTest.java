package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.outpost.conditions.pipeline.Settings;
import io.outpost.decode.preference.LevelNames;
import java.util.Map;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class StoredPreferencesTest {
    private final SimpleCounter notRead = new SimpleCounter();
    private final StoredPreferences preferences =
            new StoredPreferences(
                    new LevelNames(Settings.of(Map.of()).conditions().create().levelNames()),
                    notRead);

    @Test
    void countsDocumentsThatAreNoneToThisVersion() {
        String document =
                "{\"name\": \"Hot\", \"when\": {\"condition\": \"HEAT\", \"at_least\": \"%s\"}}";
        assertEquals("Hot", preferences.read(document.formatted("DANGER")).name());
        assertEquals(0, notRead.getCount());
        assertNull(preferences.read(document.formatted("SCORCHING")));
        assertEquals(1, notRead.getCount());
    }
}
