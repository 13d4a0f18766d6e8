package io.outpost.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.alert.ListAlerts;
import io.outpost.api.channel.Channels;
import io.outpost.api.condition.GetConditions;
import io.outpost.api.condition.ListConditionHistory;
import io.outpost.api.condition.ListLatestConditions;
import io.outpost.api.condition.RecentConditions;
import io.outpost.api.docs.GetDocs;
import io.outpost.api.export.Exports;
import io.outpost.api.export.GetExport;
import io.outpost.api.health.FlinkCluster;
import io.outpost.api.health.GetLiveness;
import io.outpost.api.health.GetMetrics;
import io.outpost.api.health.GetReadiness;
import io.outpost.api.health.GetServing;
import io.outpost.api.ingest.DeletePlace;
import io.outpost.api.ingest.DeletedPlaces;
import io.outpost.api.ingest.GetStationUpload;
import io.outpost.api.ingest.IdempotencyStore;
import io.outpost.api.ingest.Log;
import io.outpost.api.ingest.PostObservations;
import io.outpost.api.ingest.PostStationReport;
import io.outpost.api.ingest.PutPlace;
import io.outpost.api.ingest.StationReports;
import io.outpost.api.map.GetMap;
import io.outpost.api.observation.ListObservations;
import io.outpost.api.place.DeletionStore;
import io.outpost.api.place.GetPlace;
import io.outpost.api.place.ListPlaces;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.preference.Preferences;
import io.outpost.api.sensor.RateLimits;
import io.outpost.api.series.GetAggregates;
import io.outpost.api.series.GetSummary;
import io.outpost.api.series.GetTimeseries;
import io.outpost.api.series.ListTimeseries;
import io.outpost.api.series.PostTimeseriesQuery;
import io.outpost.api.stream.GetAlertStream;
import io.outpost.api.ui.GetUiFile;
import io.outpost.api.ui.UiFiles;
import io.outpost.api.web.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All routes of the API, with what each needs. */
final class Routes {

    private Routes() {}

    /**
     * Those for everybody.
     *
     * @param log empty: nothing can be sent
     * @param limits on what is sent
     */
    static List<Endpoint> open(
            Postgres postgres,
            Optional<Log> log,
            RateLimits limits,
            Exports exports,
            Preferences preferences,
            Clock clock,
            MeterRegistry meters) {
        RecentConditions recent = new RecentConditions();
        Stream<Endpoint> all =
                Stream.concat(
                        Stream.of(
                                        reads(postgres.reads(), recent, clock).stream(),
                                        exports.routes().stream(),
                                        preferences.routes().stream(),
                                        Channels.routes(postgres.own(), clock).stream(),
                                        docs())
                                .flatMap(routes -> routes),
                        log.stream()
                                .flatMap(
                                        one ->
                                                sends(
                                                        postgres,
                                                        one,
                                                        limits,
                                                        recent,
                                                        preferences,
                                                        clock,
                                                        meters)));
        List<Endpoint> named = all.toList();
        List<Endpoint> routes = Stream.concat(named.stream(), ShortNames.of(named)).toList();
        UiFiles files = UiFiles.load();
        GetIndex index =
                new GetIndex(routes.stream().map(Endpoint::path).distinct().toList(), files.page());
        return Stream.concat(Stream.of(index, new GetUiFile(files)), routes.stream()).toList();
    }

    private static Stream<Endpoint> docs() {
        return Stream.concat(Stream.of(new GetContract(), new GetDocs()), GetDocs.files());
    }

    private static Stream<Endpoint> sends(
            Postgres postgres,
            Log log,
            RateLimits limits,
            RecentConditions recent,
            Preferences preferences,
            Clock clock,
            MeterRegistry meters) {
        IdempotencyStore keys = new IdempotencyStore(postgres.own());
        DeletionStore deletions = new DeletionStore(postgres.own());
        DeletedPlaces deleted = new DeletedPlaces(deletions, clock);
        StationReports reports = new StationReports(log, limits, deleted, clock, meters);
        return Stream.of(
                new PutPlace(log, deletions, preferences.placeChange()),
                new DeletePlace(
                        log, deletions, new DeletionStore(postgres.reads()), deleted, recent),
                new PostObservations(log, keys, limits, deleted, clock, meters),
                new GetStationUpload(reports),
                new PostStationReport(reports),
                new GetAlertStream(log.settings(), postgres.reads(), meters));
    }

    private static List<Endpoint> reads(Database database, RecentConditions recent, Clock clock) {
        PlaceStore places = new PlaceStore(database);
        return List.of(
                new ListPlaces(places, clock),
                new GetPlace(places, clock),
                new GetAggregates(places, database, clock),
                new GetSummary(places, database, clock),
                new GetTimeseries(places, database, clock),
                new ListTimeseries(places, database, clock),
                new PostTimeseriesQuery(places, database, clock),
                new ListObservations(places, database, clock),
                new GetConditions(places, database, recent, clock),
                new ListConditionHistory(places, database, clock),
                new ListLatestConditions(places, database, clock),
                new GetMap(database, clock),
                new ListAlerts(database, clock),
                new GetExport(places, database),
                new GetVersion());
    }

    /** Those for operators, on a port of their own. */
    static List<Endpoint> management(
            Postgres postgres,
            FlinkCluster flink,
            Optional<Log> log,
            PrometheusMeterRegistry meters) {
        return List.of(
                new GetLiveness(),
                new GetReadiness(postgres, flink, () -> log.map(Log::wasReady).orElse(true)),
                new GetServing(postgres.reads()),
                new GetMetrics(meters));
    }
}
