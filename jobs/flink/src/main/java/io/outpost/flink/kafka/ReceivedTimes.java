package io.outpost.flink.kafka;

import io.outpost.core.place.Origin;
import io.outpost.decode.SourceRecord;
import io.outpost.decode.WriterSchemas;
import io.outpost.schemas.wire.RewrittenLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;

/**
 * How far the log has been read: of each partition the greatest time received and the next offset;
 * which log it is, and whether {@code relog} has made it; and what was decided of schema ids. Union
 * list state: every subtask is given all of it, as partitions move between subtasks. Of several
 * entries the greatest holds.
 */
final class ReceivedTimes {
    private static final ListStateDescriptor<Tuple3<Integer, Long, Long>> PARTITIONS =
            new ListStateDescriptor<>("partitions", Types.TUPLE(Types.INT, Types.LONG, Types.LONG));
    private static final ListStateDescriptor<Tuple2<String, Integer>> LOG =
            new ListStateDescriptor<>("log", Types.TUPLE(Types.STRING, Types.INT));
    private static final ListStateDescriptor<Tuple2<Integer, String>> SCHEMAS =
            new ListStateDescriptor<>("schemas", Types.TUPLE(Types.INT, Types.STRING));
    private static final ListStateDescriptor<Integer> REWRITTEN =
            new ListStateDescriptor<>("rewritten", Types.INT);

    private final ListState<Tuple3<Integer, Long, Long>> partitionState;
    private final ListState<Tuple2<String, Integer>> logState;
    private final ListState<Tuple2<Integer, String>> schemaState;
    private final ListState<Integer> rewrittenState;
    private final Set<Integer> rewritten = new HashSet<>();
    private final Map<Integer, Partition> partitions = new HashMap<>();
    private Partition last;
    private int lastNumber = -1;
    private String topicId;
    private int partitionCount;

    private static final class Partition {
        private long receivedAtMillis = Long.MIN_VALUE;
        private volatile long nextOffset;

        /** False: known from a checkpoint only, and perhaps read by another subtask since. */
        private volatile boolean readHere;
    }

    ReceivedTimes(OperatorStateStore store) throws Exception {
        partitionState = store.getUnionListState(PARTITIONS);
        logState = store.getUnionListState(LOG);
        schemaState = store.getUnionListState(SCHEMAS);
        rewrittenState = store.getUnionListState(REWRITTEN);
    }

    void restore(WriterSchemas schemas) throws Exception {
        for (Tuple3<Integer, Long, Long> stored : partitionState.get()) {
            Partition partition = partition(stored.f0);
            partition.receivedAtMillis = Math.max(partition.receivedAtMillis, stored.f1);
            partition.nextOffset = Math.max(partition.nextOffset, stored.f2);
        }
        for (Tuple2<String, Integer> stored : logState.get()) {
            identify(stored.f0, stored.f1);
        }
        for (int partition : rewrittenState.get()) {
            rewritten.add(partition);
        }
        for (Tuple2<Integer, String> stored : schemaState.get()) {
            schemas.restore(stored.f0, stored.f1);
        }
    }

    void snapshot(WriterSchemas schemas) throws Exception {
        List<Tuple3<Integer, Long, Long>> stored = new ArrayList<>();
        partitions.forEach(
                (number, partition) ->
                        stored.add(
                                Tuple3.of(
                                        number, partition.receivedAtMillis, partition.nextOffset)));
        partitionState.update(stored);
        logState.update(topicId == null ? List.of() : List.of(Tuple2.of(topicId, partitionCount)));
        rewrittenState.update(List.copyOf(rewritten));
        List<Tuple2<Integer, String>> decisions = new ArrayList<>();
        schemas.decided().forEach((id, decision) -> decisions.add(Tuple2.of(id, decision)));
        schemaState.update(decisions);
    }

    /** Takes up the next record of a partition; returns when it counts as received. */
    long receive(SourceRecord source) {
        int number = source.origin().partition();
        if (number != lastNumber) {
            last = partition(number);
            lastNumber = number;
        }
        Partition partition = last;
        partition.receivedAtMillis =
                Math.max(partition.receivedAtMillis, source.receivedAtMillis());
        partition.nextOffset = source.origin().offset() + 1;
        partition.readHere = true;
        return partition.receivedAtMillis;
    }

    /** True of a record that may keep a time of its own: its partition begins with the mark. */
    boolean isOfARewrittenLog(Origin origin) {
        if (RewrittenLog.isMark(origin.offset(), origin.headerNames())) {
            rewritten.add(origin.partition());
        }
        return rewritten.contains(origin.partition());
    }

    void identify(String newTopicId, int newPartitionCount) {
        topicId = newTopicId;
        partitionCount = newPartitionCount;
    }

    /** What a checkpoint knew of the log; empty when the job begins without one. */
    Optional<KnownLog> known() {
        return knownLog(false);
    }

    /** What has been read by this subtask; called from another thread. */
    Optional<KnownLog> readHere() {
        return knownLog(true);
    }

    private synchronized Partition partition(int number) {
        return partitions.computeIfAbsent(number, n -> new Partition());
    }

    private synchronized Optional<KnownLog> knownLog(boolean hereOnly) {
        if (topicId == null) {
            return Optional.empty();
        }
        long[] next = new long[partitionCount];
        Arrays.fill(next, KnownLog.NOT_READ_HERE);
        partitions.forEach(
                (number, partition) -> {
                    if (number < next.length && (partition.readHere || !hereOnly)) {
                        next[number] = partition.nextOffset;
                    }
                });
        return Optional.of(new KnownLog(topicId, partitionCount, next));
    }
}
