package io.outpost.deliver.channel;

import io.outpost.deliver.channel.ChannelStore.OfEpisode;
import io.outpost.deliver.channel.ChannelStore.Pauses;
import io.outpost.deliver.send.Message;
import io.outpost.deliver.send.Outcome;
import io.outpost.deliver.send.Receiver;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one channel what is due, in its order, until nothing is, or a try fails. Thread-safe.
 */
final class ChannelWork {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelWork.class);

    /** Then others have their turn. */
    private static final int MOST_IN_A_ROW = 200;

    private static final long PAUSE_MILLIS = 500;
    private static final Set<String> OVER = Set.of("ENDED", "RETRACTED");
    private static final Set<String> NOTIFIED = Set.of("DELIVERED", "DEAD");

    private final ChannelStore store;
    private final Map<Kind, Receiver> receivers;
    private final Retries retries;
    private final SendMetrics metrics;
    private final SendTraces traces;
    private final Clock clock;

    ChannelWork(
            ChannelStore store,
            Map<Kind, Receiver> receivers,
            Retries retries,
            SendMetrics metrics,
            SendTraces traces,
            Clock clock) {
        this.store = store;
        this.receivers = Map.copyOf(receivers);
        this.retries = retries;
        this.metrics = metrics;
        this.traces = traces;
        this.clock = clock;
    }

    /** Works, and leaves the channel to others. */
    void work(Lease lease, BooleanSupplier isEnding) {
        int failures = lease.failures();
        for (int i = 0; i < MOST_IN_A_ROW && !isEnding.getAsBoolean(); i++) {
            Optional<Due> next = store.next(lease);
            if (next.isEmpty() || !deliver(lease, next.get(), failures, isEnding)) {
                break;
            }
            failures = 0;
        }
        store.release(lease);
    }

    /** False: it has failed. */
    private boolean deliver(Lease lease, Due due, int failures, BooleanSupplier isEnding) {
        Optional<String> reason = reasonToDrop(lease, due);
        if (reason.isPresent()) {
            store.drop(lease, due.alertId(), reason.get());
            metrics.dropped();
            return true;
        }
        Instant until = due.holding().until(clock.instant());
        if (until != null) {
            store.hold(lease, due, until);
            metrics.held();
            return true;
        }
        if (due.wasHeld() && isOvertaken(lease, due)) {
            return true;
        }
        return send(lease, due, failures, isEnding);
    }

    private Optional<String> reasonToDrop(Lease lease, Due due) {
        if (due.isMoot()) {
            return Optional.of("its place or its preference is no more");
        }
        if (!due.kind().equals(Due.FOLLOW_UP)) {
            return Optional.empty();
        }
        if (due.isAcknowledged()) {
            return Optional.of("it was acknowledged");
        }
        boolean isOver =
                store.ofEpisode(lease, due.episodeId()).stream()
                        .anyMatch(one -> OVER.contains(one.kind()));
        return isOver ? Optional.of("the episode is over") : Optional.empty();
    }

    /**
     * Of what was held up, what still matters is delivered: how each episode stands now. One that
     * began and ended meanwhile is not delivered at all.
     *
     * @return true: this one is not delivered
     */
    private boolean isOvertaken(Lease lease, Due due) {
        if (due.kind().equals(Due.FOLLOW_UP)) {
            return false;
        }
        List<OfEpisode> all = store.ofEpisode(lease, due.episodeId());
        List<OfEpisode> waiting =
                all.stream().filter(one -> one.state().equals("WAITING")).toList();
        OfEpisode newest = waiting.get(waiting.size() - 1);
        boolean isNotified = all.stream().anyMatch(one -> NOTIFIED.contains(one.state()));
        if (OVER.contains(newest.kind()) && !isNotified) {
            waiting.forEach(one -> drop(lease, one, "it was over before it could be delivered"));
            return true;
        }
        if (newest.alertId().equals(due.alertId())) {
            return false;
        }
        waiting.stream()
                .filter(one -> !one.equals(newest))
                .forEach(one -> drop(lease, one, "a newer one of the episode is delivered"));
        return true;
    }

    private void drop(Lease lease, OfEpisode one, String reason) {
        store.drop(lease, one.alertId(), reason);
        metrics.dropped();
    }

    private boolean send(Lease lease, Due due, int failures, BooleanSupplier isEnding) {
        Instant began = clock.instant();
        Outcome outcome =
                receivers
                        .get(lease.kind())
                        .send(
                                new Message(
                                        due.alertId(),
                                        lease.address(),
                                        lease.secret(),
                                        due.body(),
                                        due.traceparent()));
        traces.sent(lease.kind(), due, outcome, began, clock.instant());
        switch (outcome.result()) {
            case DELIVERED -> {
                recordDelivered(lease, due, outcome.status(), isEnding);
                metrics.delivered(lease.kind());
                return true;
            }
            case GONE -> {
                LOG.info("Channel {} is gone, and disabled", lease);
                metrics.failed(lease.kind(), store.disable(lease, due, outcome));
                metrics.disabled();
                return false;
            }
            default -> {
                fail(lease, due, outcome, failures);
                return false;
            }
        }
    }

    /** As soon as it can be recorded: who forgot that the receiver has it would send it again. */
    private void recordDelivered(Lease lease, Due due, Integer status, BooleanSupplier isEnding) {
        boolean isSaid = false;
        while (true) {
            try {
                store.delivered(lease, due, status);
                return;
            } catch (RuntimeException e) {
                if (isEnding.getAsBoolean()) {
                    throw e;
                }
                if (!isSaid) {
                    LOG.warn("Channel {} has {}, to be recorded", lease, due.alertId(), e);
                }
                isSaid = true;
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The same chance for both: in an outage what is first stays first. */
    private void fail(Lease lease, Due due, Outcome outcome, int failures) {
        double chance = ThreadLocalRandom.current().nextDouble();
        Pauses pauses =
                new Pauses(
                        failures + 1,
                        retries.pause(due.attempts() + 1, chance, outcome.retryAfter()),
                        retries.pause(failures + 1, chance, outcome.retryAfter()));
        int dead = store.failed(lease, due, outcome, pauses, retries);
        metrics.failed(lease.kind(), dead);
    }
}
