package io.outpost.bench.contender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final Assignment ASSIGNMENT =
            new Assignment(
                    "loop",
                    "127.0.0.1:1",
                    "http://127.0.0.1:2",
                    1,
                    2,
                    "topic",
                    1000,
                    250,
                    30,
                    List.of(50L, 1000L),
                    4000,
                    true,
                    17,
                    "folder",
                    "flink-conf",
                    "jdbc:url?a=b");

    @Test
    void comesThroughTheArgumentsOfAProcess() {
        String[] arguments = ASSIGNMENT.arguments().toArray(String[]::new);
        assertEquals(ASSIGNMENT, Assignment.parse(arguments));
    }

    @Test
    void thePassBeforeEndsWithItsShareOfTheRowsAndKeepsItsStateApart() {
        Assignment warm = ASSIGNMENT.warmPass();
        assertEquals(250, warm.records());
        assertEquals(1000, warm.rowsAt(250));
        assertNotEquals(ASSIGNMENT.measuredPass().folder(), warm.folder());
    }

    @Test
    void thePassThatCountsIsOverAllRecords() {
        Assignment measured = ASSIGNMENT.measuredPass();
        assertEquals(4000, measured.rowsAt(1000));
        assertEquals(200, measured.rowsAt(50));
    }
}
