package io.outpost.api.ingest;

import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.ingest.LogUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;

/**
 * Takes the observations of one request in, batch by batch: few enough are in flight and few enough
 * are listed for a body of any length. Not thread-safe.
 */
final class Intake {
    private static final int BATCH = 500;
    private static final int MOST_BATCHES_IN_FLIGHT = 8;
    private static final int MOST_LISTED = 1_000;

    private final Judge.ForRequest judge;
    private final Attempt attempt;
    private final boolean listsAll;
    private final IntConsumer charge;
    private final List<Item> items = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
    private List<Sent> batch = new ArrayList<>();
    private int sent;
    private int acknowledged;
    private long rejected;

    /**
     * @param listsAll false: those are listed that are rejected or of which something is to be said
     * @param charge takes how many are about to be sent, and throws when that is too many
     */
    Intake(Judge.ForRequest judge, Attempt attempt, boolean listsAll, IntConsumer charge) {
        this.judge = judge;
        this.attempt = attempt;
        this.listsAll = listsAll;
        this.charge = charge;
    }

    /**
     * Takes one.
     *
     * @throws ProblemException when the log does not take earlier ones, or these are too many
     */
    void take(Sent one) {
        Item item = judge.judge(one);
        list(item);
        if (!item.isAccepted()) {
            rejected++;
            return;
        }
        batch.add(one);
        if (batch.size() == BATCH) {
            send();
        }
    }

    /** Completes when all that is accepted is acknowledged. */
    CompletableFuture<Received> end() {
        try {
            send();
        } catch (ProblemException e) {
            return fail(e);
        }
        return allInFlight()
                .handle(
                        (all, failure) -> {
                            if (failure != null) {
                                throw problem(failure);
                            }
                            acknowledged = sent;
                            if (sent == 0) {
                                throw noneAccepted();
                            }
                            return new Received(sent, rejected, items);
                        });
    }

    /** Fails, when nothing is on its way to the log any more. */
    CompletableFuture<Received> fail(ProblemException cause) {
        return allInFlight()
                .handle(
                        (all, failure) -> {
                            throw cause;
                        });
    }

    private CompletableFuture<Void> allInFlight() {
        return CompletableFuture.allOf(inFlight.toArray(new CompletableFuture<?>[0]));
    }

    /** How many are known to be in the log. */
    int acknowledged() {
        return acknowledged;
    }

    private void list(Item item) {
        if (listsAll || (item.saysMore() && items.size() < MOST_LISTED)) {
            items.add(item);
        }
    }

    private void send() {
        if (batch.isEmpty()) {
            return;
        }
        if (inFlight.size() == MOST_BATCHES_IN_FLIGHT) {
            join(inFlight.removeFirst());
        }
        charge.accept(batch.size());
        inFlight.add(attempt.send(batch));
        sent += batch.size();
        batch = new ArrayList<>();
    }

    private static void join(CompletableFuture<Void> oldest) {
        try {
            oldest.join();
        } catch (CompletionException e) {
            throw problem(e);
        }
    }

    /** Completes when the log has taken something, or with the problem that it has not. */
    static CompletionStage<Void> acknowledged(CompletionStage<Void> sending) {
        return sending.handle(
                (sent, failure) -> {
                    if (failure != null) {
                        throw problem(failure);
                    }
                    return null;
                });
    }

    /** Why the log has not taken something. */
    static ProblemException problem(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof ProblemException known) {
            return known;
        }
        if (cause instanceof LogUnavailableException) {
            return Attempt.unavailable(cause.getMessage());
        }
        throw new IllegalStateException(cause);
    }

    private ProblemException noneAccepted() {
        List<Problem.Fault> faults =
                items.stream()
                        .filter(item -> !item.isAccepted())
                        .map(
                                item ->
                                        new Problem.Fault(
                                                "/body/" + item.index() + orEmpty(item.pointer()),
                                                item.reason(),
                                                item.detail()))
                        .toList();
        return ProblemException.unprocessable("No observation was accepted.", faults);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
