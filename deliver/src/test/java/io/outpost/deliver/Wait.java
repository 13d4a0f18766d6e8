package io.outpost.deliver;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits; its end is that of the test's time. */
final class Wait {
    private Wait() {}

    static void until(BooleanSupplier condition) {
        until(condition, () -> "it did not come about in time");
    }

    static void until(BooleanSupplier condition, Supplier<String> otherwise) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
            if (Thread.interrupted()) {
                throw new AssertionError(otherwise.get());
            }
        }
    }
}
