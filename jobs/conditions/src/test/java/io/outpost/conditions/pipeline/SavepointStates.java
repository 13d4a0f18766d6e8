package io.outpost.conditions.pipeline;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.CompletedCheckpointStorageLocation;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedBackendSerializationProxy;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/** Which states a savepoint has. */
final class SavepointStates {
    private static final ClassLoader LOADER = SavepointStates.class.getClassLoader();

    private SavepointStates() {}

    /** The names of its states by the uids of their operators. */
    static Map<String, Set<String>> of(Path savepoint) throws IOException {
        CompletedCheckpointStorageLocation location =
                AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(
                        savepoint.toUri().toString());
        try (DataInputStream in =
                new DataInputStream(location.getMetadataHandle().openInputStream())) {
            Map<String, Set<String>> states = new TreeMap<>();
            for (OperatorState operator :
                    Checkpoints.loadCheckpointMetadata(in, LOADER, location.getExternalPointer())
                            .getOperatorStates()) {
                states.put(operator.getOperatorUid().orElseThrow(), names(operator));
            }
            return states;
        }
    }

    private static Set<String> names(OperatorState operator) throws IOException {
        Set<String> names = new TreeSet<>();
        for (OperatorSubtaskState subtask : operator.getStates()) {
            for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                names.addAll(handle.getStateNameToPartitionOffsets().keySet());
            }
            for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
                addNames((KeyGroupsStateHandle) handle, names);
            }
        }
        return names;
    }

    private static void addNames(KeyGroupsStateHandle handle, Set<String> names)
            throws IOException {
        KeyedBackendSerializationProxy<?> header = new KeyedBackendSerializationProxy<>(LOADER);
        try (FSDataInputStream in = handle.openInputStream()) {
            header.read(new DataInputViewStreamWrapper(in));
        }
        header.getStateMetaInfoSnapshots().forEach(state -> names.add(state.getName()));
    }
}
