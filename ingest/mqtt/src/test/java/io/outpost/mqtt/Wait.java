package io.outpost.mqtt;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits; its end is that of the test's time. */
final class Wait {
    private Wait() {}

    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) {
                throw new AssertionError("it did not come about in time");
            }
        }
    }
}
