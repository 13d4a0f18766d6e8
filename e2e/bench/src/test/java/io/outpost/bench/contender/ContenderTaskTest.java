package io.outpost.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.bench.fixture.Addresses;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContenderTaskTest {
    private static final ContenderTask TASK =
            new ContenderTask(
                    ContenderKind.LOOP,
                    new Addresses(
                            "127.0.0.1:1", "http://127.0.0.1:2", "jdbc:url?a=b", "flink-conf"),
                    2,
                    "topic",
                    1000,
                    250,
                    30,
                    List.of(50L, 1000L),
                    4000,
                    true,
                    17,
                    "folder");

    @Test
    void comesThroughTheArgumentsOfAProcess() throws IOException {
        ObjectMapper json = new ObjectMapper();
        assertEquals(TASK, json.readValue(json.writeValueAsString(TASK), ContenderTask.class));
    }

    @Test
    void thePassBeforeEndsWithItsShareOfTheRowsAndKeepsItsStateApart() {
        ContenderTask warm = TASK.warmPass();
        assertEquals(250, warm.records());
        assertEquals(1000, warm.rowsAt(250));
        assertNotEquals(TASK.measuredPass().folder(), warm.folder());
    }

    @Test
    void thePassThatCountsIsOverAllRecords() {
        ContenderTask measured = TASK.measuredPass();
        assertEquals(4000, measured.rowsAt(1000));
        assertEquals(200, measured.rowsAt(50));
    }
}
