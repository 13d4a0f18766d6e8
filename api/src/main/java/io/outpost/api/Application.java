package io.outpost.api;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.export.Exports;
import io.outpost.api.health.FlinkCluster;
import io.outpost.api.ingest.Log;
import io.outpost.api.postgres.Postgres;
import io.outpost.api.preference.Preferences;
import io.outpost.api.sensor.SensorAdmission;
import io.outpost.api.web.Admission;
import io.outpost.api.web.AdmissionByAccess;
import io.outpost.api.web.HttpServer;
import io.outpost.api.web.RequestTraces;
import io.outpost.tracing.Spans;
import java.time.Clock;
import java.util.Optional;

/** The running API: its HTTP servers, its connections and its meters, ended together. */
final class Application implements AutoCloseable {

    private final HttpServer open;
    private final HttpServer management;
    private final Postgres postgres;
    private final Optional<Log> log;
    private final Exports exports;
    private final Preferences preferences;
    private final RequestTraces traces;
    private final JvmGcMetrics garbageCollection;

    private Application(
            HttpServer open,
            HttpServer management,
            Postgres postgres,
            Optional<Log> log,
            Exports exports,
            Preferences preferences,
            RequestTraces traces,
            JvmGcMetrics garbageCollection) {
        this.open = open;
        this.management = management;
        this.postgres = postgres;
        this.log = log;
        this.exports = exports;
        this.preferences = preferences;
        this.traces = traces;
        this.garbageCollection = garbageCollection;
    }

    /** Starts, whether Postgres answers or not. */
    static Application start(ApiSettings settings, Clock clock) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        JvmGcMetrics garbageCollection = new JvmGcMetrics();
        garbageCollection.bindTo(meters);
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        Postgres postgres = Postgres.connect(settings.postgres(), meters);
        Optional<Log> log = settings.log().map(one -> new Log(one, meters));
        log.ifPresent(Log::connect);
        Exports exports = Exports.of(postgres, settings.exports(), clock, meters);
        Preferences preferences =
                Preferences.of(
                        postgres, log.map(Log::preferences), settings.preferences(), clock, meters);
        RequestTraces traces = new RequestTraces(Spans.orNull(settings.tracesUrl(), "outpost-api"));
        HttpServer management = null;
        try {
            FlinkCluster flink = new FlinkCluster(settings.flinkRest(), clock);
            management =
                    HttpServer.start(
                            settings.management(),
                            Routes.management(postgres, flink, log, meters),
                            Admission.EVERYBODY,
                            meters,
                            RequestTraces.none());
            SensorAdmission sensors =
                    SensorAdmission.of(settings.sensors(), postgres.own(), meters, clock);
            HttpServer open =
                    HttpServer.start(
                            settings.open(),
                            Routes.open(
                                    postgres,
                                    log,
                                    sensors.limits(),
                                    exports,
                                    preferences,
                                    clock,
                                    meters),
                            new AdmissionByAccess(settings.people().admission(clock), sensors),
                            meters,
                            traces);
            exports.start();
            preferences.start();
            return new Application(
                    open,
                    management,
                    postgres,
                    log,
                    exports,
                    preferences,
                    traces,
                    garbageCollection);
        } catch (RuntimeException e) {
            if (management != null) {
                management.close();
            }
            log.ifPresent(Log::close);
            postgres.close();
            traces.close();
            throw e;
        }
    }

    int port() {
        return open.port();
    }

    int managementPort() {
        return management.port();
    }

    String url() {
        return open.url();
    }

    String managementUrl() {
        return management.url();
    }

    @Override
    public void close() {
        open.close();
        management.close();
        exports.close();
        preferences.close();
        log.ifPresent(Log::close);
        postgres.close();
        traces.close();
        garbageCollection.close();
    }
}
