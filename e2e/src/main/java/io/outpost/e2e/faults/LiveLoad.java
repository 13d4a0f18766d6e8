package io.outpost.e2e.faults;

import io.outpost.e2e.rig.LocalStack;
import io.outpost.e2e.rig.LogRecords;
import io.outpost.schemas.wire.RegistryUnavailableException;
import java.io.IOException;
import java.util.List;

/**
 * What is sent beside the simulator: live places that fall silent, and uncommitted transactions.
 */
final class LiveLoad implements AutoCloseable {
    private final SilentPlaces silent;
    private final OpenSenders senders;

    LiveLoad(LocalStack stack, long seed) throws IOException {
        String kafka = stack.kafka();
        LogRecords records = records(stack.registryUrl());
        silent = new SilentPlaces(kafka, records, seed);
        senders = new OpenSenders(kafka, records);
    }

    private static LogRecords records(String registryUrl) throws IOException {
        try {
            return new LogRecords(registryUrl);
        } catch (RegistryUnavailableException e) {
            throw new IOException(e);
        }
    }

    /** True when a record of a silent place was received then. */
    boolean isReceived(String place, long atMillis) {
        return silent.isReceived(place, atMillis);
    }

    List<String> texts() {
        return List.of(silent.text(), senders.text());
    }

    /** Empty while all live observations could be sent. */
    String failure() {
        return silent.failure();
    }

    @Override
    public void close() {
        silent.close();
        senders.close();
    }
}
