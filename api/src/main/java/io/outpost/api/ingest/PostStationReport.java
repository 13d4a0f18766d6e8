package io.outpost.api.ingest;

import io.outpost.api.web.Access;
import io.outpost.api.web.AwaitedRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.SecretParameters;
import io.outpost.ingest.station.RejectedReportException;
import io.outpost.ingest.station.StationForm;
import io.outpost.ingest.station.StationProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * POST /data/report/: a report as gateways of Ecowitt post it to a server of their owner. Its
 * PASSKEY follows from the hardware's address and proves nothing: the key stands in the query,
 * which gateways let their owner write.
 */
public final class PostStationReport implements AwaitedRoute {
    private static final String TAKEN = "{\"errcode\":\"0\",\"errmsg\":\"ok\"}";

    private final StationReports reports;

    public PostStationReport(StationReports reports) {
        this.reports = reports;
    }

    @Override
    public Method method() {
        return Method.POST;
    }

    @Override
    public String path() {
        return "/data/report/";
    }

    @Override
    public Access access() {
        return Access.SEND;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(StationReports.KEY.keyId(), StationReports.KEY.secret());
    }

    @Override
    public Optional<SecretParameters> secretParameters() {
        return Optional.of(StationReports.KEY);
    }

    @Override
    public CompletionStage<Reply> answer(Request request) {
        return reports.take(request, StationProtocol.ECOWITT, "body", form(request))
                .thenApply(received -> Reply.text(Reply.JSON, TAKEN));
    }

    /** Gateways differ in what they call it; it is always a form. */
    private static Map<String, String> form(Request request) {
        try {
            return StationForm.parse(new String(request.body(), StandardCharsets.UTF_8));
        } catch (RejectedReportException e) {
            throw StationReports.rejected("body", e);
        }
    }
}
