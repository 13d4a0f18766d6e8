package io.outpost.conditions.operator;

import io.outpost.conditions.operator.OperatorHarness.Way;
import io.outpost.core.place.Emission;
import io.outpost.core.place.PlaceInput;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** All subtasks of the keyed operator, and what they have emitted so far. */
final class RunningOperator {
    private final List<KeyedOneInputStreamOperatorTestHarness<String, Parcel, Emission>> subtasks =
            new ArrayList<>();

    private RunningOperator() {}

    /**
     * Starts the operator.
     *
     * @param snapshot where it goes on from; null: from the beginning
     */
    static RunningOperator start(int parallelism, OperatorSubtaskState snapshot) throws Exception {
        return start(parallelism, snapshot, Way.AT_ONCE);
    }

    static RunningOperator start(int parallelism, OperatorSubtaskState snapshot, Way way)
            throws Exception {
        RunningOperator running = new RunningOperator();
        for (int i = 0; i < parallelism; i++) {
            var subtask = OperatorHarness.create(parallelism, i, way);
            running.subtasks.add(subtask);
            if (snapshot != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot,
                                OperatorHarness.MAX_PARALLELISM,
                                snapshot.getManagedOperatorState().size(),
                                parallelism,
                                i));
            }
            subtask.open();
        }
        return running;
    }

    void process(PlaceInput input, Emissions emissions) throws Exception {
        process(OperatorHarness.parcel(input), emissions);
    }

    /** Sent as Flink sends it. */
    void process(Parcel parcel, Emissions emissions) throws Exception {
        int subtask =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        parcel.key(), OperatorHarness.MAX_PARALLELISM, subtasks.size());
        subtasks.get(subtask).processElement(new StreamRecord<>(parcel));
        drain(emissions);
    }

    void watermark(long millis, Emissions emissions) throws Exception {
        for (var subtask : subtasks) {
            subtask.processWatermark(millis);
        }
        drain(emissions);
    }

    int timers() {
        return subtasks.stream().mapToInt(one -> one.numEventTimeTimers()).sum();
    }

    /** What a barrier does first: all that was gathered is applied. */
    void beforeSnapshot(long checkpoint, Emissions emissions) throws Exception {
        for (var subtask : subtasks) {
            subtask.prepareSnapshotPreBarrier(checkpoint);
        }
        drain(emissions);
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

    private void drain(Emissions emissions) {
        for (var subtask : subtasks) {
            subtask.extractOutputValues().forEach(emissions::add);
            subtask.getOutput().clear();
            var messages = subtask.getSideOutput(StreamTypes.MESSAGES);
            if (messages != null) {
                for (StreamRecord<Emission> message : messages) {
                    emissions.add(message.getValue());
                }
                messages.clear();
            }
        }
    }
}
