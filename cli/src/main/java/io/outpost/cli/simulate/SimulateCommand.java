package io.outpost.cli.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.console.StopSignal;
import io.outpost.cli.management.ManagementPort;
import io.outpost.cli.outcome.Patience;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.stack.Endpoints;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost simulate}: sends made-up, plausible weather of real towns to the stack. */
@Command(
        name = "simulate",
        description = {
            "Sends simulated weather of real towns to the running stack: live, or a span of the past as fast as possible.",
            "The truth behind it and every injected fault are written beside it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SimulateCommand implements Callable<Integer> {
    private static final int PORT_AFTER_API = 16;
    private static final long LOOK_MILLIS = 50;

    @Mixin private RunRequest request;

    @Option(names = "--wait", description = "end when the results are in Postgres; needs --for")
    private boolean waitForResults;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "with --wait: give up after this long without progress (default: "
                            + Patience.DEFAULTS
                            + ")")
    private Duration timeout;

    @Option(
            names = "--port",
            description =
                    "management port on 127.0.0.1: GET /status, POST /stop (default: 16 above the API's, if it is free)")
    private Integer port;

    @Option(names = "--no-truth", description = "do not write the true weather, only the faults")
    private boolean withoutTruth;

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "also write what snow, soil and streams are truly like, a line per place and hour, to a new CSV, gzipped if its name ends with .gz")
    private Path groundTruth;

    @Option(
            names = "--http",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "URL",
            description =
                    "send to the API as stations do, not to the log itself (default: the API of the stack)")
    private String http;

    @Option(
            names = "--signed",
            description =
                    "with --http: make a key for each sensor, as outpost sensors add does, and sign by it")
    private boolean signed;

    @Option(
            names = "--compression",
            defaultValue = "lz4",
            description =
                    "of the producer: none, lz4, zstd, gzip, snappy (default: ${DEFAULT-VALUE})")
    private String compression;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Option(
            names = "--serve",
            hidden = true,
            description = "part of the stack: keep running, resume after a restart")
    private boolean serve;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        checkUsage();
        Progress progress = Progress.onErrorChannel();
        try (StopSignal stop = new StopSignal()) {
            Endpoints found = endpoints.resolve();
            RunSettings settings = settings(stop, found);
            return serve ? serve(found, settings, progress) : simulate(found, settings, progress);
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage(), e);
        } catch (IOException e) {
            throw new CommandException("The data folder cannot be written: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("try") // it is open as long as the run lasts
    private int simulate(Endpoints found, RunSettings settings, Progress progress)
            throws IOException, InterruptedException {
        SimulationService service = new SimulationService(found, settings, progress);
        service.start(RunPlan.of(request, Instant.now()), Long.MIN_VALUE);
        try (ManagementPort ignored = open(found, new OneRun(service), progress)) {
            while (service.isRunning() && !(settings.stop().isRaised() && service.hasSent())) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        if (service.failure() != null) {
            throw new CommandException(service.failure());
        }
        if (service.report() == null) {
            throw new CommandException(
                    "Interrupted while waiting for the results; the ledger has all that was sent.");
        }
        print(service.report());
        return service.report().balances() ? 0 : 1;
    }

    @SuppressWarnings("try") // it is open as long as the process lasts
    private int serve(Endpoints found, RunSettings settings, Progress progress)
            throws IOException, InterruptedException {
        ServedRuns runs = new ServedRuns(found, settings, progress);
        try (ManagementPort ignored = open(found, runs, progress)) {
            runs.begin(RunRequest.ofLocalStack(Instant.now()));
            String failure = runs.awaitEnd(settings.stop());
            if (failure != null) {
                throw new CommandException(failure);
            }
            return 0;
        }
    }

    /** The run of one command can be watched and ended, not begun. */
    private record OneRun(SimulationService service) implements SimulationRoutes.Actions {
        @Override
        public RunStatus status() {
            return service.status();
        }

        @Override
        public void start(RunRequest wanted) {
            throw new IllegalStateException(
                    "a run is under way, and this process ends with it; start another: ./outpost simulate");
        }

        @Override
        public void stop() throws InterruptedException {
            service.stop();
        }
    }

    /** Null when nobody has asked for the port and it is taken. */
    private ManagementPort open(
            Endpoints found, SimulationRoutes.Actions actions, Progress progress)
            throws IOException {
        if (port == null && found.apiUrl() == null) {
            return null;
        }
        int wanted = port == null ? URI.create(found.apiUrl()).getPort() + PORT_AFTER_API : port;
        try {
            ManagementPort opened =
                    new ManagementPort(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted),
                            SimulationRoutes.of(actions));
            progress.say("management port: http://127.0.0.1:" + opened.port() + "/status");
            return opened;
        } catch (BindException e) {
            if (port == null) {
                progress.say("Port " + wanted + " is taken: no management port (or give --port).");
                return null;
            }
            throw new CommandException(
                    "Port " + wanted + " is taken. Choose another with --port.", e);
        }
    }

    private RunSettings settings(StopSignal stop, Endpoints found) {
        return new RunSettings(
                endpoints.dataFolder(),
                api(found),
                compression,
                !withoutTruth,
                groundTruth,
                waitForResults,
                Patience.of(timeout),
                stop,
                FeedSender.ResumeNote.NONE);
    }

    /** Null: to the log itself. */
    private HttpTarget api(Endpoints found) {
        if (http == null) {
            return null;
        }
        if (http.isEmpty() && found.apiUrl() == null) {
            throw usage("--http needs an address where there is no stack: --http=URL");
        }
        return new HttpTarget(
                http.isEmpty() ? found.apiUrl() : http, signed ? endpoints.resolveAsApi() : null);
    }

    private void checkUsage() {
        if (http != null && !http.isEmpty() && !http.matches("https?://[^\\s/]+")) {
            throw usage("--http must be an address such as http://127.0.0.1:18080");
        }
        if (signed && http == null) {
            throw usage("--signed goes with --http");
        }
        if (http != null && (waitForResults || request.updatePlaces != null)) {
            throw usage(
                    "--http goes without --wait and --update-places: the API does not say where in the log a record is; outpost verify compares the results");
        }
        if (waitForResults && request.length == null && request.scenario == null) {
            throw usage("--wait needs an end: add --for, such as --for P7D");
        }
        if (!List.of("none", "lz4", "zstd", "gzip", "snappy").contains(compression)) {
            throw usage("--compression must be none, lz4, zstd, gzip or snappy");
        }
        if (groundTruth != null && Files.exists(groundTruth)) {
            throw usage("--truth must be a new file; this is there: " + groundTruth);
        }
        try {
            request.check(Instant.now());
        } catch (IllegalArgumentException e) {
            throw usage("--" + e.getMessage());
        }
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private void print(RunReport report) throws JsonProcessingException {
        String text =
                json
                        ? ResumePoint.JSON
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(report)
                        : ReportText.of(report);
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
