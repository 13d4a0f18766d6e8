package io.outpost.api;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.health.FlinkCluster;
import io.outpost.api.postgres.Database;
import io.outpost.api.web.HttpServer;
import java.time.Clock;

/** The running API: the HTTP server, its connections and its meters, ended together. */
final class Application implements AutoCloseable {

    private final HttpServer http;
    private final Database database;
    private final JvmGcMetrics garbageCollection;

    private Application(HttpServer http, Database database, JvmGcMetrics garbageCollection) {
        this.http = http;
        this.database = database;
        this.garbageCollection = garbageCollection;
    }

    /** Starts, whether Postgres answers or not. */
    static Application start(ApiSettings settings, Clock clock) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmGcMetrics garbageCollection = new JvmGcMetrics();
        garbageCollection.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        Database database = Database.connect(settings.postgres(), meters);
        try {
            FlinkCluster flink = new FlinkCluster(settings.flinkRest());
            HttpServer http =
                    HttpServer.start(
                            settings.host(),
                            settings.port(),
                            Routes.all(database, flink, meters, clock),
                            settings.cursorKey(),
                            meters);
            return new Application(http, database, garbageCollection);
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
        database.close();
        garbageCollection.close();
    }
}
