package io.outpost.api.ingest;

import io.outpost.api.condition.RecentConditions;
import io.outpost.api.place.DeletionStore;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.web.Access;
import io.outpost.api.web.AwaitedRoute;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.schemas.Place;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * DELETE /v1/places/{id}: no read gives the place from the answer on, and nothing is taken for it.
 * Answers 202 when the mark is there, also where reads go, and the broker has acknowledged that the
 * parameters are taken back. The mark comes first: whatever ends after it, the place is deleted,
 * and the same request again does the rest. The rows go with the next log that is made without it.
 */
public final class DeletePlace implements AwaitedRoute {

    /** A replica that is well is milliseconds behind. */
    private static final int TRIES = 30;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Log log;
    private final DeletionStore own;
    private final DeletionStore reads;
    private final DeletedPlaces deleted;
    private final RecentConditions recent;

    /**
     * @param own marks where they are written
     * @param reads marks where results are read, which may be a replica
     */
    public DeletePlace(
            Log log,
            DeletionStore own,
            DeletionStore reads,
            DeletedPlaces deleted,
            RecentConditions recent) {
        this.log = log;
        this.own = own;
        this.reads = reads;
        this.deleted = deleted;
        this.recent = recent;
    }

    /** The answer. */
    record Deleted(String placeId, Instant deletedAt) {}

    @Override
    public Method method() {
        return Method.DELETE;
    }

    @Override
    public String path() {
        return "/v1/places/{id}";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public CompletionStage<Reply> answer(Request request) {
        String id = request.variable("id");
        Instant deletedAt = own.mark(id).orElseThrow(() -> ProblemException.unknownPlace(id));
        deleted.read();
        return Intake.acknowledged(log.send(removal(id), request.trace()))
                .thenComposeAsync(sent -> seen(id, TRIES, request.threads()), request.threads())
                .thenApply(seen -> Reply.json(new Deleted(id, deletedAt)).withStatus(202));
    }

    private static Place removal(String id) {
        return Place.newBuilder().setPlaceId(id).setName(id).setRemoved(true).build();
    }

    /** Completes when the mark is where reads go, and no instance gives out what it read before. */
    private CompletionStage<Void> seen(String id, int tries, Executor threads) {
        if (reads.isDeleted(id)) {
            recent.forget(id);
            // Conditions may have been read of a place that was kept.
            return after(PlaceStore.KEPT.plus(RecentConditions.KEPT), threads);
        }
        if (tries == 0) {
            throw new ProblemException(
                    ProblemKind.UNAVAILABLE,
                    "The place is marked, but the replica that is read from does not know it yet."
                            + " Send the same again until it is 202.");
        }
        return after(BETWEEN_TRIES, threads).thenCompose(waited -> seen(id, tries - 1, threads));
    }

    private static CompletableFuture<Void> after(Duration time, Executor threads) {
        return CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS, threads));
    }
}
