package io.outpost.api.preference;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.ingest.PlaceChange;
import io.outpost.api.ingest.PreferenceLog;
import io.outpost.api.place.PlaceIdStore;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.web.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Saved preferences: their routes, and what brings them to the log once it is started. */
public final class Preferences implements AutoCloseable {

    private final Optional<CopyWriter> writer;
    private final List<Endpoint> routes;
    private final PlaceChange placeChange;

    private Preferences(
            Optional<CopyWriter> writer, List<Endpoint> routes, PlaceChange placeChange) {
        this.writer = writer;
        this.routes = List.copyOf(routes);
        this.placeChange = placeChange;
    }

    /**
     * Reads places where results are read, and keeps preferences at the primary.
     *
     * @param log empty: nothing can be saved
     */
    public static Preferences of(
            Postgres postgres,
            Optional<PreferenceLog> log,
            PreferenceSettings settings,
            Clock clock,
            MeterRegistry meters) {
        PreferenceStore store = new PreferenceStore(postgres.own(), settings.mostOfOwner());
        PlaceIdStore ids = new PlaceIdStore(postgres.reads());
        AreaStore areas = new AreaStore(postgres.own());
        AreaWatch watch = new AreaWatch(ids, new AstrayStore(postgres.own()), areas);
        Optional<CopyWriter> writer =
                log.map(
                        one ->
                                new CopyWriter(
                                        new CopyTaskStore(postgres.own()), one, watch, meters));
        Runnable wake = () -> writer.ifPresent(CopyWriter::wake);
        Stream<Endpoint> writes =
                Stream.of(new PutPreference(store, ids, wake), new DeletePreference(store, wake));
        return new Preferences(
                writer,
                Stream.concat(
                                reads(postgres.reads(), store, ids, clock),
                                log.isPresent() ? writes : Stream.empty())
                        .toList(),
                (placeId, latitude, longitude) -> {
                    areas.put(placeId, latitude, longitude);
                    wake.run();
                });
    }

    /** Fixed paths go before those that have the id of a preference in their place. */
    private static Stream<Endpoint> reads(
            Database database, PreferenceStore store, PlaceIdStore ids, Clock clock) {
        BacktestRuns runs = new BacktestRuns(new PlaceStore(database), database, clock);
        return Stream.of(
                new ListTemplates(),
                new GetPreferenceSchema(),
                new PostBacktest(runs, ids),
                new ListPreferences(store),
                new GetPreference(store),
                new ListMatches(store, runs),
                new ListEpisodes(store, database, clock),
                new ListPreferenceAlerts(store, database, clock),
                new PostSavedBacktest(store, runs, ids));
    }

    public List<Endpoint> routes() {
        return routes;
    }

    /** By which preferences of an area follow places. */
    public PlaceChange placeChange() {
        return placeChange;
    }

    /** Begins to write what is wanted, at whichever instance. */
    public void start() {
        writer.ifPresent(CopyWriter::start);
    }

    @Override
    public void close() {
        writer.ifPresent(CopyWriter::close);
    }
}
