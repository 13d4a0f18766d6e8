package io.outpost.api.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.api.web.Access;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.Route;

/** GET /metrics: counts and times of this process, in Prometheus' text format. */
public final class GetMetrics implements Route {

    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry meters;

    public GetMetrics(PrometheusMeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public String path() {
        return "/metrics";
    }

    @Override
    public Access access() {
        return Access.OPEN;
    }

    @Override
    public Reply answer(Request request) {
        return Reply.text(MEDIA_TYPE, meters.scrape());
    }
}
