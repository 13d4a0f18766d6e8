package io.outpost.operate;

import io.outpost.observe.Inbound;
import io.outpost.place.AlertRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** All subtasks of the keyed operator, and what they have told so far. */
final class RunningOperator {
    private final List<KeyedOneInputStreamOperatorTestHarness<Long, Inbound, DerivedRow>> subtasks =
            new ArrayList<>();

    private RunningOperator() {}

    /**
     * Starts the operator.
     *
     * @param snapshot where it goes on from; null: from the beginning
     */
    static RunningOperator start(int parallelism, long nowMillis, OperatorSubtaskState snapshot)
            throws Exception {
        return start(parallelism, nowMillis, snapshot, 1);
    }

    /**
     * Starts the operator.
     *
     * @param batchRecords how many records it gathers at most
     */
    static RunningOperator start(
            int parallelism, long nowMillis, OperatorSubtaskState snapshot, int batchRecords)
            throws Exception {
        RunningOperator running = new RunningOperator();
        for (int i = 0; i < parallelism; i++) {
            var subtask = OperatorHarness.create(parallelism, i, batchRecords);
            running.subtasks.add(subtask);
            subtask.setProcessingTime(nowMillis);
            if (snapshot != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot,
                                OperatorHarness.MAX_PARALLELISM,
                                OperatorHarness.MAX_PARALLELISM,
                                parallelism,
                                i));
            }
            subtask.open();
        }
        return running;
    }

    void process(Inbound inbound, LastRevisions told) throws Exception {
        int subtask =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        inbound.placeKey(), OperatorHarness.MAX_PARALLELISM, subtasks.size());
        subtasks.get(subtask).processElement(inbound, 0);
        drain(told);
    }

    /** Lets event time and the time of the machine pass. */
    void pass(long watermarkMillis, long nowMillis, LastRevisions told) throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermark(watermarkMillis);
            subtask.setProcessingTime(nowMillis);
        }
        drain(told);
    }

    int timers() {
        return subtasks.stream()
                .mapToInt(one -> one.numEventTimeTimers() + one.numProcessingTimeTimers())
                .sum();
    }

    /** What a barrier does first: all that was gathered is applied. */
    void beforeSnapshot(long checkpoint, LastRevisions told) throws Exception {
        for (var subtask : subtasks) {
            subtask.prepareSnapshotPreBarrier(checkpoint);
        }
        drain(told);
    }

    /** The state of all subtasks. */
    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).snapshot(checkpoint, checkpoint);
        }
        return AbstractStreamOperatorTestHarness.repackageState(states);
    }

    void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }

    private void drain(LastRevisions told) {
        for (var subtask : subtasks) {
            subtask.extractOutputValues().forEach(told::add);
            subtask.getOutput().clear();
            var alerts = subtask.getSideOutput(SideOutputs.ALERTS);
            if (alerts != null) {
                for (StreamRecord<AlertRow> alert : alerts) {
                    told.add(alert.getValue());
                }
                alerts.clear();
            }
        }
    }
}
