package io.outpost.decode;

import io.outpost.schemas.wire.RegistryUnavailableException;
import java.time.Duration;

/** What is done while the registry says nothing of a schema, before it is asked again. */
@FunctionalInterface
public interface RegistryOutage {
    /**
     * Returns when it is time for the next try.
     *
     * @param pause how long to wait
     */
    void await(RegistryUnavailableException outage, Duration pause) throws InterruptedException;

    /** The registry has answered, whether there was an outage or not. */
    default void end() {}

    /** Waits in the calling thread, and does nothing else. */
    static RegistryOutage sleeping() {
        return (outage, pause) -> Thread.sleep(pause.toMillis());
    }
}
