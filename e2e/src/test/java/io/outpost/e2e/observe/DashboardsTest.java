package io.outpost.e2e.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The dashboards for Grafana; that their queries give data, a real Prometheus says elsewhere. */
class DashboardsTest {
    @Test
    void eachIsWholeAndFindsItsPrometheusByAVariable() throws IOException {
        Set<String> names = new HashSet<>();
        for (JsonNode dashboard : ObserveFiles.dashboards()) {
            String title = dashboard.path("title").asText();
            assertTrue(names.add(dashboard.path("uid").asText()), title + ": uid");
            assertTrue(names.add(title), title);
            assertEquals("datasource", dashboard.at("/templating/list/0/name").asText(), title);
            Set<Integer> ids = new HashSet<>();
            Set<String> places = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                String name = title + ", " + panel.path("title").asText();
                assertTrue(ids.add(panel.path("id").asInt()), name + ": id");
                JsonNode position = panel.path("gridPos");
                assertTrue(places.add(position.path("x") + "," + position.path("y")), name);
                assertEquals("${datasource}", panel.at("/datasource/uid").asText(), name);
                assertFalse(panel.path("targets").isEmpty(), name);
                assertFalse(panel.at("/fieldConfig/defaults/unit").asText().isEmpty(), name);
            }
        }
    }
}
