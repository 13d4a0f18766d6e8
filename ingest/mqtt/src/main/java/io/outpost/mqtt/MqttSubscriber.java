package io.outpost.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientState;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.lifecycle.MqttClientDisconnectedContext;
import com.hivemq.client.mqtt.lifecycle.MqttDisconnectSource;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.outpost.tracing.SampledTraces;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes to the topics of stations over MQTT 3.1.1, and acknowledges each message once its
 * observations are in the log. The broker keeps the session: what comes while this is down, or was
 * not acknowledged, comes later or again. Connects again for ever, with pauses that grow.
 */
public final class MqttSubscriber implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSubscriber.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SUBSCRIPTION_PAUSE = Duration.ofSeconds(5);
    private static final String NOT_ALLOWED =
            "the broker does not let this login read the topics: check its rights there, and --topic";
    private static final int KEEP_ALIVE_SECONDS = 30;
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private final MqttSettings settings;
    private final MessageHandler handler;
    private final MqttMetrics metrics;
    private final Mqtt3AsyncClient client;
    private final Semaphore room;
    private final ExecutorService messages =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "mqtt-messages"));
    private final Duration patience;
    private volatile boolean isSubscribed;
    private volatile boolean isEnding;

    /** Of the last try; empty: there was none, or it is subscribed. */
    private volatile String trouble = "";

    /**
     * @param patience with what is under way when this ends
     */
    MqttSubscriber(
            MqttSettings settings, MessageHandler handler, MqttMetrics metrics, Duration patience) {
        this.settings = settings;
        this.handler = handler;
        this.metrics = metrics;
        this.patience = patience;
        this.room = new Semaphore(settings.mostInFlight());
        this.client = client();
    }

    /**
     * Begins, and returns at once.
     *
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    public static MqttSubscriber start(
            MqttSettings settings, LogTarget target, MeterRegistry meters, SampledTraces traces) {
        MqttMetrics metrics = new MqttMetrics(meters);
        Intake intake =
                new Intake(
                        new MessageReader(settings.topics(), settings.format()),
                        target,
                        new Intake.Watch(metrics, traces),
                        Clock.systemUTC());
        MqttSubscriber subscriber = new MqttSubscriber(settings, intake, metrics, END_LIMIT);
        Gauge.builder("outpost.mqtt.in.flight", subscriber, MqttSubscriber::inFlight)
                .register(meters);
        Gauge.builder("outpost.mqtt.subscribed", subscriber, one -> one.isSubscribed() ? 1 : 0)
                .register(meters);
        subscriber.begin();
        return subscriber;
    }

    /** True while the broker sends what is published. */
    public boolean isSubscribed() {
        return isSubscribed;
    }

    /** Messages that are not acknowledged yet. */
    public int inFlight() {
        return settings.mostInFlight() - room.availablePermits();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its callback sees what comes of it
    void begin() {
        client.publishes(MqttGlobalPublishFilter.ALL, this::received, messages, true);
        client.connectWith()
                .cleanSession(false)
                .keepAlive(KEEP_ALIVE_SECONDS)
                .send()
                .whenComplete(
                        (connected, failure) -> {
                            if (failure != null && !isEnding) {
                                LOG.warn("Not connected yet: {}", failure.toString());
                            }
                        });
    }

    /** Takes no more; gives what is under way some time to be acknowledged. */
    @Override
    public void close() {
        isEnding = true;
        isSubscribed = false;
        try {
            room.tryAcquire(settings.mostInFlight(), patience.toMillis(), TimeUnit.MILLISECONDS);
            if (client.getState() != MqttClientState.DISCONNECTED) {
                client.disconnect().get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("The broker was left without a word: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        messages.shutdownNow();
        if (handler instanceof Intake intake) {
            intake.close();
        }
    }

    private Mqtt3AsyncClient client() {
        Mqtt3ClientBuilder builder =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier(settings.clientId())
                        .serverHost(settings.broker().getHost())
                        .serverPort(settings.port())
                        .automaticReconnect()
                        .initialDelay(FIRST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .maxDelay(LONGEST_PAUSE.toMillis(), TimeUnit.MILLISECONDS)
                        .applyAutomaticReconnect()
                        .addConnectedListener(context -> connected())
                        .addDisconnectedListener(this::disconnected);
        if (settings.isTls()) {
            builder =
                    settings.certificates() == null
                            ? builder.sslWithDefaultConfig()
                            : builder.sslConfig(
                                    MqttClientSslConfig.builder()
                                            .trustManagerFactory(
                                                    Certificates.trusting(settings.certificates()))
                                            .build());
        }
        if (settings.username() != null) {
            var login = builder.simpleAuth().username(settings.username());
            builder =
                    (settings.password() == null
                                    ? login
                                    : login.password(
                                            settings.password().getBytes(StandardCharsets.UTF_8)))
                            .applySimpleAuth();
        }
        return builder.buildAsync();
    }

    private void connected() {
        metrics.connected();
        subscribe();
    }

    /** With each connection: a broker may have forgotten the session. */
    @SuppressWarnings("FutureReturnValueIgnored") // its callback sees what comes of it
    private void subscribe() {
        client.subscribeWith()
                .topicFilter(settings.topics().filter())
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .whenComplete(
                        (done, failure) -> {
                            isSubscribed = failure == null && !isEnding;
                            if (failure == null) {
                                trouble = "";
                                LOG.info("Subscribed as {}", settings);
                            } else {
                                notSubscribed(failure);
                            }
                        });
    }

    /** A connection that has ended is made again by itself; else the broker is asked again. */
    private void notSubscribed(Throwable failure) {
        if (isEnding || !client.getState().isConnected()) {
            return;
        }
        trouble = NOT_ALLOWED;
        LOG.warn("Not subscribed at {}: {} ({})", settings.broker(), trouble, failure.toString());
        CompletableFuture.delayedExecutor(
                        SUBSCRIPTION_PAUSE.toMillis(), TimeUnit.MILLISECONDS, messages)
                .execute(
                        () -> {
                            if (!isSubscribed && client.getState().isConnected()) {
                                subscribe();
                            }
                        });
    }

    private void disconnected(MqttClientDisconnectedContext context) {
        isSubscribed = false;
        if (context.getSource() != MqttDisconnectSource.USER) {
            Disconnection why = Disconnection.of(context.getCause());
            metrics.disconnected(why);
            trouble = why.advice();
            LOG.warn(
                    "Not connected to {}: {} ({})",
                    settings.broker(),
                    why.advice(),
                    context.getCause().toString());
        }
    }

    /** Waits for room: what is not taken here, the broker keeps. */
    @SuppressWarnings("FutureReturnValueIgnored") // what is not acknowledged comes again
    private void received(Mqtt3Publish message) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        handler.handle(message.getTopic().toString(), message.getPayloadAsBytes())
                .whenComplete(
                        (done, failure) -> {
                            room.release();
                            if (failure == null) {
                                message.acknowledge();
                            }
                        });
    }

    /** Why it is not ready; empty: it is. */
    public Optional<String> notReady() {
        return isSubscribed
                ? Optional.empty()
                : Optional.of(
                        "It is not subscribed at "
                                + settings.broker()
                                + (trouble.isEmpty() ? "" : ": " + trouble));
    }
}
