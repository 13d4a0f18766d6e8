package io.outpost.api.ingest;

import io.outpost.api.web.Access;
import io.outpost.api.web.AwaitedRoute;
import io.outpost.api.web.Reply;
import io.outpost.api.web.Request;
import io.outpost.api.web.SecretParameters;
import io.outpost.ingest.station.StationProtocol;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * GET /weatherstation/updateweatherstation.php: a report as stations upload it to Weather
 * Underground, which answers {@code success}.
 */
public final class GetStationUpload implements AwaitedRoute {
    private final StationReports reports;

    public GetStationUpload(StationReports reports) {
        this.reports = reports;
    }

    @Override
    public String path() {
        return "/weatherstation/updateweatherstation.php";
    }

    @Override
    public Access access() {
        return Access.SEND;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(StationReports.KEY.keyId(), StationReports.KEY.secret(), "dateutc");
    }

    @Override
    public boolean takesAnyParameter() {
        return true;
    }

    @Override
    public Optional<SecretParameters> secretParameters() {
        return Optional.of(StationReports.KEY);
    }

    @Override
    public CompletionStage<Reply> answer(Request request) {
        return reports.take(
                        request, StationProtocol.WEATHER_UNDERGROUND, "query", request.parameters())
                .thenApply(received -> Reply.text("text/plain", "success\n"));
    }
}
