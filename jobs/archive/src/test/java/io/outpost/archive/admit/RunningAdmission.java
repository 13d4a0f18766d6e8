package io.outpost.archive.admit;

import io.outpost.core.place.PlaceBounds;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** All subtasks of the operator that admits observations. */
final class RunningAdmission {
    private static final int MAX_PARALLELISM = 4;

    private final PlaceBounds bounds;
    private final List<
                    KeyedOneInputStreamOperatorTestHarness<String, RawObservation, RawObservation>>
            subtasks = new ArrayList<>();

    private RunningAdmission(PlaceBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * Starts the operator.
     *
     * @param snapshot where it goes on from; null: from the beginning
     */
    static RunningAdmission start(
            PlaceBounds bounds, int parallelism, OperatorSubtaskState snapshot) throws Exception {
        RunningAdmission running = new RunningAdmission(bounds);
        for (int i = 0; i < parallelism; i++) {
            var subtask =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(new AdmitObservations(bounds)),
                            RawObservation::placeId,
                            Types.STRING,
                            MAX_PARALLELISM,
                            parallelism,
                            i);
            subtask.setup(RawObservationSerializer.INSTANCE);
            running.subtasks.add(subtask);
            if (snapshot != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot,
                                MAX_PARALLELISM,
                                snapshot.getManagedOperatorState().size(),
                                parallelism,
                                i));
            }
            subtask.open();
        }
        return running;
    }

    /** Goes on from a snapshot with another parallelism. */
    RunningAdmission again(int parallelism) throws Exception {
        OperatorSubtaskState snapshot = snapshot();
        close();
        return start(bounds, parallelism, snapshot);
    }

    /** Of all subtasks. */
    OperatorSubtaskState snapshot() throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).snapshot(1, 1);
        }
        return AbstractStreamOperatorTestHarness.repackageState(states);
    }

    /** Processes the next observation; returns what is accepted with it. */
    List<RawObservation> process(RawObservation observation) throws Exception {
        var subtask =
                subtasks.get(
                        KeyGroupRangeAssignment.assignKeyToParallelOperator(
                                observation.placeId(), MAX_PARALLELISM, subtasks.size()));
        subtask.processElement(observation, 0);
        List<RawObservation> accepted = List.copyOf(subtask.extractOutputValues());
        subtask.getOutput().clear();
        return accepted;
    }

    void close() throws Exception {
        for (var subtask : subtasks) {
            subtask.close();
        }
    }

    static int keyGroup(RawObservation observation) {
        return KeyGroupRangeAssignment.assignToKeyGroup(observation.placeId(), MAX_PARALLELISM);
    }
}
