package io.outpost.flink.places;

import io.outpost.core.place.PlaceBounds;
import io.outpost.core.place.ShareCount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Counts places by share: one partition of the log and one key group, so that the records of a
 * share have an order, and one subtask holds it, whatever the parallelism. Union list state, one
 * entry a share: every subtask is given all of it, and takes those of its key groups.
 */
public final class ShareCounts {
    /** What is decided by shares is decided the same only where all jobs divide places alike. */
    private static final int KEY_GROUPS = 128;

    private final ListState<Tuple5<Integer, Integer, Long, Integer, Integer>> state;
    private final PlaceBounds bounds;
    private final int keyGroups;
    private final KeyGroupRange ownKeyGroups;
    private final Map<Share, ShareCount> counts = new HashMap<>();
    private int places;
    private int fullestPercent;

    private record Share(int partition, int keyGroup) {}

    /**
     * Refuses a job that divides places otherwise than all others do.
     *
     * @throws IllegalArgumentException that names the key
     */
    public static void requireKeyGroups(StreamExecutionEnvironment environment) {
        if (environment.getMaxParallelism() != KEY_GROUPS) {
            throw new IllegalArgumentException(
                    "%s: must be %d (flink-conf/config.yaml); places are counted by as many key groups"
                            .formatted(PipelineOptions.MAX_PARALLELISM.key(), KEY_GROUPS));
        }
    }

    /**
     * Of the shares of a subtask, as a checkpoint knows them.
     *
     * @param name of the state, never to be changed
     */
    public ShareCounts(OperatorStateStore store, String name, PlaceBounds bounds, TaskInfo task)
            throws Exception {
        this.bounds = bounds;
        keyGroups = task.getMaxNumberOfParallelSubtasks();
        ownKeyGroups =
                KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                        keyGroups,
                        task.getNumberOfParallelSubtasks(),
                        task.getIndexOfThisSubtask());
        state =
                store.getUnionListState(
                        new ListStateDescriptor<>(
                                name,
                                Types.TUPLE(
                                        Types.INT, Types.INT, Types.LONG, Types.INT, Types.INT)));
        restore();
    }

    /** Counts one more place, the next in its share; false where the bounds do not allow it. */
    public boolean admit(String placeId, int partition, long receivedAtMillis) {
        int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(placeId, keyGroups);
        ShareCount count =
                counts.computeIfAbsent(new Share(partition, keyGroup), share -> new ShareCount());
        boolean admitted = count.admit(receivedAtMillis, bounds);
        if (admitted) {
            places++;
            fullestPercent = Math.max(fullestPercent, count.percent(bounds));
        }
        return admitted;
    }

    /** In all shares of this subtask. */
    public int places() {
        return places;
    }

    /** How full the fullest share of this subtask is, of the most places that one may have. */
    public int fullestPercent() {
        return fullestPercent;
    }

    /** Puts the counts into the state. */
    public void snapshot() throws Exception {
        List<Tuple5<Integer, Integer, Long, Integer, Integer>> stored = new ArrayList<>();
        counts.forEach(
                (share, count) ->
                        stored.add(
                                Tuple5.of(
                                        share.partition,
                                        share.keyGroup,
                                        count.hour(),
                                        count.newInHour(),
                                        count.places())));
        state.update(stored);
    }

    private void restore() throws Exception {
        for (Tuple5<Integer, Integer, Long, Integer, Integer> stored : state.get()) {
            if (ownKeyGroups.contains(stored.f1)) {
                ShareCount count = new ShareCount(stored.f2, stored.f3, stored.f4);
                counts.put(new Share(stored.f0, stored.f1), count);
                places += count.places();
                fullestPercent = Math.max(fullestPercent, count.percent(bounds));
            }
        }
    }
}
