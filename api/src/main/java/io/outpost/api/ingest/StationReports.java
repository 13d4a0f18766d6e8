package io.outpost.api.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.api.sensor.RateLimits;
import io.outpost.api.web.Caller;
import io.outpost.api.web.Problem;
import io.outpost.api.web.ProblemException;
import io.outpost.api.web.Request;
import io.outpost.api.web.SecretParameters;
import io.outpost.ingest.ParsedObservation;
import io.outpost.ingest.station.RejectedReportException;
import io.outpost.ingest.station.StationProtocol;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Takes reports of consumer stations to the log. Whose a report is, the station's key says: it
 * knows no names of ours.
 */
public final class StationReports {
    /** As all that upload to Weather Underground call them. */
    static final SecretParameters KEY = new SecretParameters("ID", "PASSWORD");

    private final Log log;
    private final Judge judge;
    private final RateLimits limits;
    private final Clock clock;

    public StationReports(
            Log log, RateLimits limits, DeletedPlaces deleted, Clock clock, MeterRegistry meters) {
        this.log = log;
        this.limits = limits;
        this.clock = clock;
        this.judge = new Judge(deleted, clock, meters);
    }

    /**
     * Completes when the report is in the log.
     *
     * @param where its fields stand, for pointers: query or body
     * @throws ProblemException when it cannot be read
     */
    CompletionStage<Received> take(
            Request request, StationProtocol protocol, String where, Map<String, String> fields) {
        Caller caller = request.caller();
        String sensor = caller.sensorId() == null ? caller.id() : caller.sensorId();
        Intake intake =
                new Intake(
                        judge.of(caller),
                        log.attempt(request.trace()),
                        true,
                        count -> limits.takeObservations(caller, count));
        try {
            intake.take(
                    new Sent(
                            0,
                            ParsedObservation.of(
                                    protocol.read(fields, caller.placeId(), sensor, clock.instant())
                                            .observation(),
                                    List.of())));
        } catch (RejectedReportException e) {
            throw rejected(where, e);
        }
        return intake.end().whenComplete((done, failure) -> judge.accepted(intake.acknowledged()));
    }

    static ProblemException rejected(String where, RejectedReportException why) {
        return ProblemException.unprocessable(
                "The report cannot be read.",
                List.of(
                        new Problem.Fault(
                                "/" + where + "/" + why.field(),
                                why.reason().name(),
                                why.getMessage())));
    }
}
