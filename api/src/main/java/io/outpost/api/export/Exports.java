package io.outpost.api.export;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.web.Endpoint;
import java.time.Clock;
import java.util.List;

/** Exports of long ranges: their routes, and what makes them once it is started. */
public final class Exports implements AutoCloseable {

    private final ExportWorker worker;
    private final List<Endpoint> routes;

    private Exports(ExportWorker worker, List<Endpoint> routes) {
        this.worker = worker;
        this.routes = List.copyOf(routes);
    }

    /** Reads where results are read, and keeps what is made at the primary. */
    public static Exports of(
            Postgres postgres, ExportSettings settings, Clock clock, MeterRegistry meters) {
        PlaceStore places = new PlaceStore(postgres.reads());
        ExportReads reads = new ExportReads(places, postgres.reads(), clock);
        ExportJobStore jobs = new ExportJobStore(postgres.own());
        ExportTaskStore store = new ExportTaskStore(postgres.own());
        ExportWorker worker =
                new ExportWorker(
                        store,
                        new ExportUpkeepStore(postgres.own()),
                        task -> new ExportRun(task, reads, places, store, settings),
                        settings,
                        meters);
        PostExport post =
                new PostExport(new ExportQuery(places, reads, clock), jobs, settings, worker::wake);
        return new Exports(
                worker,
                List.of(
                        post,
                        new ListExports(jobs),
                        new GetExportStatus(jobs),
                        new GetExportData(jobs, new ExportChunkStore(postgres.own())),
                        new DeleteExport(jobs)));
    }

    public List<Endpoint> routes() {
        return routes;
    }

    /** Begins to make what is asked for, at whichever instance. */
    public void start() {
        worker.start();
    }

    @Override
    public void close() {
        worker.close();
    }
}
