package io.outpost.api.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.web.Caller;
import io.outpost.decode.ObservationCheck;
import io.outpost.decode.ObservationCheck.Finding;
import io.outpost.ingest.ParsedObservation;
import io.outpost.schemas.Observation;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says of each observation whether it goes to the log, and counts what does not, by reason. */
final class Judge {
    private final Clock clock;
    private final MeterRegistry meters;
    private final DeletedPlaces deleted;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    Judge(DeletedPlaces deleted, Clock clock, MeterRegistry meters) {
        this.deleted = deleted;
        this.clock = clock;
        this.meters = meters;
    }

    /** For the observations of one request. Not thread-safe. */
    final class ForRequest {
        private final Caller caller;
        private final ObservationCheck check = new ObservationCheck();

        private ForRequest(Caller caller) {
            this.caller = caller;
        }

        Item judge(Sent one) {
            Item item = found(one.index(), one.parsed());
            if (!item.isAccepted()) {
                rejected(item.reason());
            }
            return item;
        }

        private Item found(int index, ParsedObservation parsed) {
            if (!parsed.isReadable()) {
                return Item.unreadable(index, parsed);
            }
            Observation observation = parsed.observation();
            Finding finding = check.check(observation, clock.millis());
            if (!finding.isAccepted()) {
                return Item.rejected(index, finding);
            }
            if (!caller.maySendFor(observation.getPlaceId(), observation.getSensorId())) {
                return Item.rejected(
                        index, Item.NOT_YOURS, "The key is for another place or sensor.");
            }
            if (deleted.has(observation.getPlaceId())) {
                return Item.rejected(index, Item.DELETED_PLACE, "The place was deleted.");
            }
            return Item.accepted(index, finding, parsed.otherFields());
        }
    }

    ForRequest of(Caller caller) {
        return new ForRequest(caller);
    }

    /** Counts observations that are in the log. */
    void accepted(int count) {
        counter("accepted", "").increment(count);
    }

    private void rejected(String reason) {
        counter("rejected", reason).increment();
    }

    private Counter counter(String outcome, String reason) {
        return counters.computeIfAbsent(
                outcome + reason,
                key ->
                        Counter.builder("outpost.api.observations")
                                .description("Observations that were sent, by what became of them.")
                                .tag("outcome", outcome)
                                .tag("reason", reason)
                                .register(meters));
    }
}
