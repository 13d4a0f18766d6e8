package io.outpost.conditions.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

class PlaceSubtasksTest {
    @Test
    void aPlaceIsWhereFlinkPutsIt() {
        for (int keyGroups : new int[] {4, 7, 128, 1000}) {
            for (int count = 1; count <= 4; count++) {
                PlaceSubtasks subtasks = new PlaceSubtasks(keyGroups, count);
                assertEquals(count, subtasks.count());
                for (int i = 0; i < 2000; i++) {
                    String place = "place \u00e4 " + i;
                    assertEquals(
                            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    place, keyGroups, count),
                            subtasks.of(place.hashCode()));
                }
                for (int subtask = 0; subtask < count; subtask++) {
                    assertEquals(
                            subtask,
                            KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                    subtasks.key(subtask), keyGroups, count));
                }
            }
        }
    }

    @Test
    void withoutAnExchangeEachKeyGroupIsByItself() {
        PlaceSubtasks subtasks = PlaceSubtasks.behind(List.of(), new ResultPartitionWriter[0], 128);
        assertEquals(128, subtasks.count());
        assertEquals(
                KeyGroupRangeAssignment.assignToKeyGroup("trailhead", 128),
                subtasks.of("trailhead".hashCode()));
    }
}
