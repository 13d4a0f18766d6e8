package io.outpost.e2e.burst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {
    private final EventLines lines = new EventLines();

    private EventLines.Event add(String... more) {
        EventLines.Event event = null;
        for (String line : List.of(more)) {
            event = lines.add(line);
        }
        return event;
    }

    @Test
    void anEventEndsWithItsEmptyLine() {
        assertEquals(
                new EventLines.Event("alert", "{}"), add("id: AQ", "event: alert", "data: {}", ""));
        assertEquals("AQ", lines.lastId());
    }

    @Test
    void anIdAloneIsNoEventAndWhereItGoesOn() {
        assertNull(add("retry: 3000", "id: AQ", "", ": there", ""));
        assertEquals("AQ", lines.lastId());
    }

    @Test
    void whatWasCutNeverWas() {
        add("id: A", "");
        add("id: B", "event: alert", "data: {}");
        lines.forget();
        assertEquals("A", lines.lastId());
        assertNull(add(""));
        assertEquals(
                new EventLines.Event("alert", "[]"), add("id: B", "event: alert", "data: []", ""));
    }
}
