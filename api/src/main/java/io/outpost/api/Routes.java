package io.outpost.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.alert.ListAlerts;
import io.outpost.api.condition.GetConditions;
import io.outpost.api.condition.ListConditionHistory;
import io.outpost.api.health.FlinkCluster;
import io.outpost.api.health.GetLiveness;
import io.outpost.api.health.GetMetrics;
import io.outpost.api.health.GetReadiness;
import io.outpost.api.health.GetServing;
import io.outpost.api.observation.ListObservations;
import io.outpost.api.place.GetPlace;
import io.outpost.api.place.ListPlaces;
import io.outpost.api.place.PlaceStore;
import io.outpost.api.postgres.Database;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.series.GetAggregates;
import io.outpost.api.series.GetTimeseries;
import io.outpost.api.web.Endpoint;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** All routes of the API, with what each needs. */
final class Routes {

    private Routes() {}

    /** Those for everybody. */
    static List<Endpoint> open(Database database, Clock clock) {
        PlaceStore places = new PlaceStore(database);
        List<Endpoint> routes =
                List.of(
                        new ListPlaces(places, clock),
                        new GetPlace(places, clock),
                        new GetAggregates(places, database, clock),
                        new GetTimeseries(places, database, clock),
                        new ListObservations(places, database, clock),
                        new GetConditions(places, database, clock),
                        new ListConditionHistory(places, database),
                        new ListAlerts(database),
                        new GetContract());
        GetIndex index = new GetIndex(routes.stream().map(Endpoint::path).toList());
        return Stream.concat(Stream.of(index), routes.stream()).toList();
    }

    /** Those for operators, on a port of their own. */
    static List<Endpoint> management(
            Postgres postgres, FlinkCluster flink, PrometheusMeterRegistry meters) {
        return List.of(
                new GetLiveness(),
                new GetReadiness(postgres, flink),
                new GetServing(postgres.reads()),
                new GetMetrics(meters));
    }
}
