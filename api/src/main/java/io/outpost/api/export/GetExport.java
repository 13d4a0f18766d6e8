package io.outpost.api.export;

import io.outpost.api.place.DeletionStore;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.Access;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.ProblemKind;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * GET /v1/places/{id}/export: all that is kept of a place, as NDJSON, such as before it is deleted.
 * For those who may write, as it has the keys of sensors and costs a thread for as long as it
 * takes.
 */
public final class GetExport implements Route {

    private static final int MOST_AT_A_TIME = 2;

    private static final String RETRY_AFTER_SECONDS = "60";

    private final PlaceStore places;
    private final ExportStore rows;
    private final DeletionStore deletions;
    private final Semaphore running = new Semaphore(MOST_AT_A_TIME);

    public GetExport(PlaceStore places, Database database) {
        this.places = places;
        this.rows = new ExportStore(database);
        this.deletions = new DeletionStore(database);
    }

    @Override
    public String path() {
        return "/v1/places/{id}/export";
    }

    @Override
    public Access access() {
        return Access.WRITE;
    }

    @Override
    public Reply answer(Request request) {
        String id = places.require(request.variable("id")).placeId();
        if (!running.tryAcquire()) {
            throw new ProblemException(
                            ProblemKind.BUSY,
                            MOST_AT_A_TIME + " exports run already; ask again when one has ended.")
                    .with("Retry-After", RETRY_AFTER_SECONDS);
        }
        return new Reply(
                200,
                "application/x-ndjson",
                new Export(rows, deletions, id, running::release),
                Map.of());
    }
}
