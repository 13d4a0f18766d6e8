package io.outpost.conditions.operator;

import java.util.List;
import org.apache.flink.runtime.io.network.api.writer.ResultPartitionWriter;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.graph.NonChainedOutput;
import org.apache.flink.streaming.runtime.partitioner.KeyGroupStreamPartitioner;

/**
 * The subtasks that keep places, by Flink's own arithmetic. It says which records may share a
 * parcel; where that goes, Flink decides by its key, and a record of another subtask ends the job.
 */
final class PlaceSubtasks {
    private final int[] subtaskOfKeyGroup;
    private final String[] keys;

    /**
     * @param keyGroups the max parallelism of the operator that keeps places
     * @param count its parallelism
     */
    PlaceSubtasks(int keyGroups, int count) {
        subtaskOfKeyGroup = new int[keyGroups];
        for (int keyGroup = 0; keyGroup < keyGroups; keyGroup++) {
            subtaskOfKeyGroup[keyGroup] =
                    KeyGroupRangeAssignment.computeOperatorIndexForKeyGroup(
                            keyGroups, count, keyGroup);
        }
        keys = keys(count);
    }

    /**
     * Those at the other end of an operator's keyed exchange, as many as there are in this run: the
     * graph may say otherwise, as the parallelism changes while the job runs. Without an exchange
     * as many as there are key groups, so that no two of them share a parcel.
     *
     * @param outputs of the operator
     * @param writers of its task
     * @param mostKeyGroups where there is no exchange
     */
    static PlaceSubtasks behind(
            List<NonChainedOutput> outputs, ResultPartitionWriter[] writers, int mostKeyGroups) {
        for (NonChainedOutput output : outputs) {
            for (ResultPartitionWriter writer : writers) {
                boolean isKeyed = output.getPartitioner() instanceof KeyGroupStreamPartitioner;
                if (isKeyed && isOf(output, writer)) {
                    return new PlaceSubtasks(
                            writer.getNumTargetKeyGroups(), writer.getNumberOfSubpartitions());
                }
            }
        }
        return new PlaceSubtasks(mostKeyGroups, mostKeyGroups);
    }

    private static boolean isOf(NonChainedOutput output, ResultPartitionWriter writer) {
        return output.getDataSetId()
                .equals(writer.getPartitionId().getPartitionId().getIntermediateDataSetID());
    }

    int count() {
        return keys.length;
    }

    /** A text that Flink's arithmetic sends to a subtask. */
    String key(int subtask) {
        return keys[subtask];
    }

    /**
     * The subtask of a place.
     *
     * @param placeIdHash the hash code of its id
     */
    int of(int placeIdHash) {
        return subtaskOfKeyGroup[
                KeyGroupRangeAssignment.computeKeyGroupForKeyHash(
                        placeIdHash, subtaskOfKeyGroup.length)];
    }

    private String[] keys(int count) {
        String[] found = new String[count];
        int left = count;
        for (int i = 0; left > 0; i++) {
            String key = Integer.toString(i);
            int subtask = of(key.hashCode());
            left -= found[subtask] == null ? 1 : 0;
            found[subtask] = key;
        }
        return found;
    }
}
