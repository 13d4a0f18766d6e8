package io.outpost.decode;

import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Which schema ids the registry has not given, without a question for each. Registries give ids in
 * ascending order. So once a few ids were refused within a minute, it is asked for the end of those
 * that it has given, and for the rest of the minute what is well above that end is unknown. Ids
 * near the end are still asked for, one by one: schemas may be registered meanwhile.
 */
final class UnassignedIds {
    private static final long PERIOD_NANOS = Duration.ofMinutes(1).toNanos();

    /** So many ids of a minute are asked for before the end is. */
    private static final int ASKED_FIRST = 4;

    /** From the presumed end on: ids may be left out, but not so many in a row. */
    private static final int[] PROBES = {0, 3, 15, 63};

    private static final int FARTHER = 64;

    /** More than are registered within a minute. */
    private static final int MARGIN = 100;

    private static final long NOT_KNOWN = Long.MAX_VALUE - MARGIN;

    private final SchemaRegistry registry;
    private final LongSupplier nanos;
    private long greatest;
    private long periodBegin;
    private int refused;
    private long end = NOT_KNOWN;

    UnassignedIds(SchemaRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    /** Notes an id that the registry has given. */
    void assigned(int id) {
        greatest = Math.max(greatest, id);
    }

    /** Notes an id that the registry has refused. */
    void refused() {
        refused++;
        if (refused >= ASKED_FIRST && end == NOT_KNOWN) {
            try {
                end = findEnd();
            } catch (RegistryUnavailableException e) {
                // The next id is asked for, and waits for an answer.
                refused--;
            }
        }
    }

    /** True when an id need not be asked for: it was not given. */
    boolean contains(int id) {
        long now = nanos.getAsLong();
        if (refused == 0 || now - periodBegin > PERIOD_NANOS) {
            periodBegin = now;
            refused = 0;
            end = NOT_KNOWN;
        }
        return id >= end + MARGIN;
    }

    /** The first id of a row that seems not to have been given. */
    private long findEnd() throws RegistryUnavailableException {
        long from = greatest + 1;
        for (long step = FARTHER; ; step *= FARTHER) {
            long before = greatest;
            for (int probe : PROBES) {
                long id = from + probe;
                if (id <= Integer.MAX_VALUE && registry.isAssigned((int) id)) {
                    greatest = id;
                }
            }
            if (greatest == before) {
                return from;
            }
            from = greatest + step;
        }
    }
}
