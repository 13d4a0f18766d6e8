package io.outpost.deliver.channel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What was sent so far, for Prometheus. Thread-safe. */
final class SendMetrics {
    private static final String SENDS = "outpost.deliver.sends";

    private final Map<Kind, Counter> delivered = new EnumMap<>(Kind.class);
    private final Map<Kind, Counter> failed = new EnumMap<>(Kind.class);
    private final Counter dead;
    private final Counter dropped;
    private final Counter held;
    private final Counter disabled;

    /** All that there may be is there from the beginning: a counter that comes has no increase. */
    SendMetrics(MeterRegistry meters) {
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            delivered.put(kind, meters.counter(SENDS, "kind", name, "outcome", "delivered"));
            failed.put(kind, meters.counter(SENDS, "kind", name, "outcome", "failed"));
        }
        dead = meters.counter("outpost.deliver.dead");
        dropped = meters.counter("outpost.deliver.dropped");
        held = meters.counter("outpost.deliver.held");
        disabled = meters.counter("outpost.deliver.disabled");
    }

    void delivered(Kind kind) {
        delivered.get(kind).increment();
    }

    void failed(Kind kind, int givenUp) {
        failed.get(kind).increment();
        dead.increment(givenUp);
    }

    void dropped() {
        dropped.increment();
    }

    void held() {
        held.increment();
    }

    void disabled() {
        disabled.increment();
    }
}
