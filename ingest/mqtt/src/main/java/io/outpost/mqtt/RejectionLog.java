package io.outpost.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says why messages are rejected, once per reason and minute: a broken sensor fills no disk.
 * Thread-safe.
 */
final class RejectionLog {
    private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int LONGEST = 200;

    private final Logger log;
    private final LongSupplier nanos;

    /** By reason, of which there are few. */
    private final Map<String, Last> last = new HashMap<>();

    /** When it was said, and how many have come since. */
    private record Last(long nanos, long since) {}

    RejectionLog(Logger log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
    }

    synchronized void rejected(String topic, RejectedMessageException why) {
        long now = nanos.getAsLong();
        Last before = last.get(why.reason());
        if (before != null && now - before.nanos() < INTERVAL_NANOS) {
            last.put(why.reason(), new Last(before.nanos(), before.since() + 1));
            return;
        }
        last.put(why.reason(), new Last(now, 0));
        log.warn(
                "A message on {} was rejected: {}: {} ({} more of this reason since the last line)",
                shown(topic),
                why.reason(),
                shown(String.valueOf(why.getMessage())),
                before == null ? 0 : before.since());
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
