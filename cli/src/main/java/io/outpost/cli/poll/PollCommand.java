package io.outpost.cli.poll;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.cli.console.Progress;
import io.outpost.cli.console.StopSignal;
import io.outpost.cli.management.Answer;
import io.outpost.cli.management.HealthRoutes;
import io.outpost.cli.management.ManagementOptions;
import io.outpost.cli.management.ManagementPort;
import io.outpost.cli.management.TraceOptions;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.stack.Endpoints;
import io.outpost.environment.Environment;
import io.outpost.ingest.LogWriter;
import io.outpost.ingest.ObservationRecords;
import io.outpost.ingest.SchemaIds;
import io.outpost.tracing.SampledTraces;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code outpost poll}: asks stations for their observations, and sends these to the log. */
@Command(
        name = "poll",
        description = {
            "Asks stations over HTTP for their observations, each at its interval, and sends what is new to the log.",
            "The list of stations (YAML) names addresses and mappings, as for replay; docs/operations.md shows one.",
            "It ends with Ctrl-C. What was sent before a restart may be sent again, which is harmless."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class PollCommand implements Callable<Integer> {
    private static final int MOST_IN_FLIGHT = 64;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration TABLE_INTERVAL = Duration.ofMinutes(1);

    @Parameters(paramLabel = "FILE", description = "list of stations, YAML or JSON")
    private Path file;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "8",
            description = "stations that are asked at once, 1 to 64 (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--check", description = "read the list and its mappings, and ask nobody")
    private boolean check;

    @Mixin private ManagementOptions management;

    @Mixin private TraceOptions tracing;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (inFlight < 1 || inFlight > MOST_IN_FLIGHT) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--in-flight must be 1 to " + MOST_IN_FLIGHT);
        }
        Clock clock = Clock.systemUTC();
        List<StationPoll> stations =
                new StationPolls(file, Environment.ofProcess()).read(clock.instant());
        if (check) {
            spec.commandLine().getOut().println(stations.size() + " stations can be asked");
            return 0;
        }
        Endpoints found = endpoints.resolveLog();
        try (StopSignal stop = new StopSignal();
                SampledTraces traces = tracing.open("outpost-poll");
                LogWriter log = new LogWriter(found.kafka(), found.logTopic())) {
            ObservationRecords records =
                    new ObservationRecords(new SchemaIds(found.registryUrl(), found.logTopic()));
            PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Poller poller =
                    new Poller(
                            stations,
                            inFlight,
                            new Poller.Target(log, records),
                            new Poller.Watch(new PollCounts(meters), traces),
                            clock::instant);
            poll(poller, log, meters, stop, Progress.onErrorChannel());
        }
        return 0;
    }

    @SuppressWarnings("try") // the port is open as long as the command runs
    private void poll(
            Poller poller,
            LogWriter log,
            PrometheusMeterRegistry meters,
            StopSignal stop,
            Progress progress)
            throws InterruptedException {
        gauges(poller, meters);
        Map<String, ManagementPort.Route> routes =
                new HashMap<>(HealthRoutes.of(meters, () -> notReady(log)));
        routes.put("GET /status", asked -> status(poller));
        try (poller;
                ManagementPort port = management.open(routes, progress)) {
            Instant table = Instant.now().plus(TABLE_INTERVAL);
            while (!stop.isRaised()) {
                long ends = poller.ends();
                poller.askThoseDue();
                poller.awaitMoreEnds(ends, LOOK);
                progress.updateOnTerminal(PollText.line(poller));
                if (Instant.now().isAfter(table)) {
                    table = Instant.now().plus(TABLE_INTERVAL);
                    PollText.table(poller.status()).forEach(progress::say);
                }
            }
        }
    }

    private static void gauges(Poller poller, PrometheusMeterRegistry meters) {
        Gauge.builder("outpost.poll.stations", poller, one -> one.status().size()).register(meters);
        Gauge.builder("outpost.poll.stations.failing", poller, Poller::failing).register(meters);
        Gauge.builder("outpost.poll.stations.answered", poller, Poller::answered).register(meters);
        Gauge.builder("outpost.poll.stations.silent", poller, Poller::silent).register(meters);
        Gauge.builder("outpost.poll.longest.silence", poller, Poller::longestSilenceSeconds)
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("outpost.poll.in.flight", poller, Poller::inFlight).register(meters);
    }

    private static Optional<String> notReady(LogWriter log) {
        return log.isAccepting()
                ? Optional.empty()
                : Optional.of("The log has not taken what was sent lately. Is Kafka up?");
    }

    private static Answer status(Poller poller) throws JsonProcessingException {
        return Answer.json(200, new ObjectMapper().writeValueAsBytes(poller.status()));
    }
}
