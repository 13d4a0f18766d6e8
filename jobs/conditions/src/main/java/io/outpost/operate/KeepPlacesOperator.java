package io.outpost.operate;

import io.outpost.observe.Inbound;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/** Runs {@link KeepPlaces}, which writes into the state only what a snapshot is about to take. */
public final class KeepPlacesOperator extends KeyedProcessOperator<Long, Inbound, DerivedRow> {
    private final KeepPlaces keepPlaces;

    public KeepPlacesOperator(KeepPlaces keepPlaces) {
        super(keepPlaces);
        this.keepPlaces = keepPlaces;
    }

    @Override
    public void open() throws Exception {
        keepPlaces.useKeys(this::setCurrentKey);
        super.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        keepPlaces.putBack();
        super.snapshotState(context);
    }
}
