package io.outpost.api.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.web.EventStream;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The streams that are open: so many at most, of all and of each address. Thread-safe. */
final class OpenStreams {

    /** Of all; each takes one of the connections, of which half and more stay for the others. */
    static final int MOST = 200;

    static final int MOST_OF_ADDRESS = 20;

    private static final String RETRY_AFTER_SECONDS = "30";

    private final MeterRegistry meters;
    private final Set<EventStream> streams = new HashSet<>();
    private final Map<String, Integer> byAddress = new HashMap<>();
    private boolean ending;

    OpenStreams(MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("outpost.api.alert.streams", this, OpenStreams::count)
                .description("Streams of alerts that are open.")
                .register(meters);
    }

    /**
     * Counts one in, until it ends.
     *
     * @throws ProblemException BUSY when there are as many as there may be
     */
    void add(EventStream stream, String address) {
        enter(stream, address);
        stream.whenEnded(
                why -> {
                    leave(stream, address);
                    Counter.builder("outpost.api.alert.streams.ended")
                            .description("Streams of alerts that have ended, by why.")
                            .tag("reason", why.name())
                            .register(meters)
                            .increment();
                });
    }

    private synchronized void enter(EventStream stream, String address) {
        if (ending) {
            throw busy("The server ends.");
        }
        if (streams.size() >= MOST) {
            throw busy(MOST + " streams are open, which is as many as there may be.");
        }
        if (byAddress.getOrDefault(address, 0) >= MOST_OF_ADDRESS) {
            throw busy("This address has %d streams open already.".formatted(MOST_OF_ADDRESS));
        }
        streams.add(stream);
        byAddress.merge(address, 1, Integer::sum);
    }

    private synchronized void leave(EventStream stream, String address) {
        streams.remove(stream);
        byAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
    }

    /** Ends all of them, and takes no more. */
    void end() {
        List<EventStream> open;
        synchronized (this) {
            ending = true;
            open = List.copyOf(streams);
        }
        open.forEach(stream -> stream.end(EventStream.End.SERVER_ENDING));
    }

    private synchronized int count() {
        return streams.size();
    }

    private static ProblemException busy(String detail) {
        return new ProblemException(ProblemKind.BUSY, detail)
                .with("Retry-After", RETRY_AFTER_SECONDS);
    }
}
