package io.outpost.cli.mqtt;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.console.Progress;
import io.outpost.cli.console.StopSignal;
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
import io.outpost.mqtt.LogTarget;
import io.outpost.mqtt.MessageFormat;
import io.outpost.mqtt.MqttSettings;
import io.outpost.mqtt.MqttSubscriber;
import io.outpost.mqtt.TopicTemplate;
import io.outpost.tracing.SampledTraces;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost mqtt}: takes what stations publish over MQTT into the log. */
@Command(
        name = "mqtt",
        description = {
            "Subscribes to what stations publish over MQTT 3.1.1, and writes it to the log. A message is acknowledged once it",
            "is in the log; what comes while this is down, the broker keeps. It ends with Ctrl-C.",
            "A login is taken from OUTPOST_MQTT_USERNAME and OUTPOST_MQTT_PASSWORD (or _FILE); docs/operations.md."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class MqttCommand implements Callable<Integer> {
    private static final String USERNAME = "OUTPOST_MQTT_USERNAME";
    private static final String PASSWORD = "OUTPOST_MQTT_PASSWORD";
    private static final long LOOK_MILLIS = 200;

    @Option(
            names = "--broker",
            paramLabel = "URL",
            required = true,
            description =
                    "tcp://host:port (1883) or ssl://host:port (8883); or OUTPOST_MQTT_BROKER")
    private URI broker;

    @Option(
            names = "--topic",
            paramLabel = "TEMPLATE",
            defaultValue = "outpost/{place}/{sensor}",
            description =
                    "topics, and whose report each has; a level may be + (default: ${DEFAULT-VALUE})")
    private String topic;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            converter = Format.class,
            description =
                    "of payloads: json (as for POST /v1/observations), ecowitt or weather-underground (default: ${DEFAULT-VALUE})")
    private MessageFormat format;

    @Option(
            names = "--client-id",
            paramLabel = "TEXT",
            defaultValue = "outpost-mqtt",
            description =
                    "under which the broker keeps what is missed; of one process at a time (default: ${DEFAULT-VALUE})")
    private String clientId;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            defaultValue = "1000",
            description =
                    "messages that are not acknowledged yet, 1 to 10000 (default: ${DEFAULT-VALUE})")
    private int inFlight;

    @Option(
            names = "--tls-certificates",
            paramLabel = "FILE",
            description =
                    "authorities that the broker's certificate may be from, PEM (default: those of the JVM)")
    private Path certificates;

    @Mixin private ManagementOptions management;

    @Mixin private TraceOptions tracing;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    /** Reads a format by its name in lower case. */
    static final class Format implements ITypeConverter<MessageFormat> {
        @Override
        public MessageFormat convert(String text) {
            for (MessageFormat format : MessageFormat.values()) {
                if (format.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                    return format;
                }
            }
            throw new CommandLine.TypeConversionException(
                    "'" + text + "' is none of json, ecowitt, weather-underground");
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        MqttSettings settings = settings();
        Endpoints found = endpoints.resolveLog();
        Progress progress = Progress.onErrorChannel();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (StopSignal stop = new StopSignal();
                SampledTraces traces = tracing.open("outpost-mqtt");
                LogWriter log = new LogWriter(found.kafka(), found.logTopic());
                MqttSubscriber subscriber =
                        subscriber(settings, target(log, found), meters, traces)) {
            serve(subscriber, log, meters, stop, progress);
        }
        return 0;
    }

    @SuppressWarnings("try") // the port is open as long as the command runs
    private void serve(
            MqttSubscriber subscriber,
            LogWriter log,
            PrometheusMeterRegistry meters,
            StopSignal stop,
            Progress progress)
            throws InterruptedException {
        try (ManagementPort port =
                management.open(
                        HealthRoutes.of(meters, () -> notReady(subscriber, log)), progress)) {
            while (!stop.isRaised()) {
                progress.updateOnTerminal(
                        String.format(
                                "%s; %,d messages under way",
                                subscriber.isSubscribed() ? "subscribed" : "not subscribed",
                                subscriber.inFlight()));
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
    }

    private static MqttSubscriber subscriber(
            MqttSettings settings,
            LogTarget target,
            PrometheusMeterRegistry meters,
            SampledTraces traces) {
        try {
            return MqttSubscriber.start(settings, target, meters, traces);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--tls-certificates: " + e.getMessage(), e);
        }
    }

    private static LogTarget target(LogWriter log, Endpoints found) {
        return new LogTarget(
                log, new ObservationRecords(new SchemaIds(found.registryUrl(), found.logTopic())));
    }

    private MqttSettings settings() {
        Environment environment = Environment.ofProcess();
        try {
            return new MqttSettings(
                    broker,
                    clientId,
                    environment.value(USERNAME).orElse(null),
                    environment.value(PASSWORD).orElse(null),
                    certificates,
                    template(),
                    format,
                    inFlight);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private TopicTemplate template() {
        try {
            return TopicTemplate.of(topic);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--topic " + e.getMessage(), e);
        }
    }

    private static Optional<String> notReady(MqttSubscriber subscriber, LogWriter log) {
        return log.isAccepting()
                ? subscriber.notReady()
                : Optional.of("The log has not taken what was sent lately. Is Kafka up?");
    }
}
