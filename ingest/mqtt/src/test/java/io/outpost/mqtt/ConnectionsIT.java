package io.outpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections to real brokers: by TLS, with a login, and those that do not come about. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ConnectionsIT {
    @TempDir private static Path keys;
    private static BrokerKey ours;
    private static BrokerKey ofAnother;

    @TempDir private Path folder;
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final LinkedBlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private MqttBroker broker;
    private int tlsPort;

    @BeforeAll
    static void makeKeys() throws Exception {
        ours = BrokerKey.of(keys, "localhost");
        ofAnother = BrokerKey.of(keys, "other.example");
    }

    @BeforeEach
    void start() throws IOException {
        tlsPort = MqttBroker.freePort();
        broker = MqttBroker.startWithTls(folder, ours, tlsPort);
    }

    @AfterEach
    void end() {
        broker.close();
    }

    private MqttSubscriber subscriber(URI address, Path certificates, String password) {
        MqttSettings settings =
                new MqttSettings(
                        address,
                        "outpost-mqtt",
                        password == null ? null : MqttBroker.USER,
                        password,
                        certificates,
                        TopicTemplate.of("outpost/{place}/{sensor}"),
                        MessageFormat.JSON,
                        10);
        MessageHandler keeps =
                (topic, payload) -> {
                    taken.add(topic);
                    return CompletableFuture.completedFuture(null);
                };
        MqttSubscriber subscriber =
                new MqttSubscriber(settings, keeps, new MqttMetrics(meters), Duration.ZERO);
        subscriber.begin();
        return subscriber;
    }

    private MqttSubscriber byTls(Path certificates) {
        return subscriber(URI.create("ssl://localhost:" + tlsPort), certificates, null);
    }

    private double disconnections(Disconnection why) {
        return meters.counter("outpost.mqtt.disconnections", "reason", why.tag()).count();
    }

    /** It tries again, so that a broker that is put right needs nobody here. */
    private void assertStaysOut(MqttSubscriber subscriber, Disconnection why, String advice) {
        Wait.until(() -> disconnections(why) >= 2);
        assertFalse(subscriber.isSubscribed());
        String said = subscriber.notReady().orElseThrow();
        assertTrue(said.contains(advice), said);
        for (Disconnection other : Disconnection.values()) {
            assertTrue(other == why || disconnections(other) == 0, other.tag());
        }
        assertEquals(0, meters.counter("outpost.mqtt.connections").count());
    }

    @Test
    void takesWhatIsPublishedByTlsWithABrokerOfAKnownAuthority() {
        try (MqttSubscriber subscriber = byTls(ours.certificate())) {
            Wait.until(subscriber::isSubscribed);
            new Station(broker.port()).publish("outpost/hut/roof", "{}");
            Wait.until(() -> taken.contains("outpost/hut/roof"));
            assertEquals(Optional.empty(), subscriber.notReady());
            assertEquals(1, meters.counter("outpost.mqtt.connections").count());
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTaken() {
        try (MqttSubscriber subscriber = byTls(ofAnother.certificate())) {
            assertStaysOut(subscriber, Disconnection.CERTIFICATE, "--tls-certificates");
        }
    }

    @Test
    void withoutAFileTheAuthoritiesOfTheJvmDecide() {
        try (MqttSubscriber subscriber = byTls(null)) {
            assertStaysOut(subscriber, Disconnection.CERTIFICATE, "--tls-certificates");
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotTaken() throws Exception {
        int port = MqttBroker.freePort();
        try (MqttBroker other =
                        MqttBroker.startWithTls(
                                Files.createDirectory(folder.resolve("other")), ofAnother, port);
                MqttSubscriber subscriber =
                        subscriber(
                                URI.create("ssl://localhost:" + port),
                                ofAnother.certificate(),
                                null)) {
            assertStaysOut(subscriber, Disconnection.CERTIFICATE, "the name that it is for");
            assertTrue(other.port() != port);
        }
    }

    @Test
    void aLoginThatTheBrokerDoesNotTakeIsSaidAndCounted() throws Exception {
        try (MqttBroker guarded =
                        MqttBroker.startWithLogin(
                                Files.createDirectory(folder.resolve("guarded")));
                MqttSubscriber subscriber =
                        subscriber(
                                URI.create("tcp://127.0.0.1:" + guarded.port()), null, "wrong")) {
            assertStaysOut(subscriber, Disconnection.LOGIN, "OUTPOST_MQTT_PASSWORD");
        }
    }

    @Test
    void isSubscribedOnceTheBrokerLetsItRead() throws Exception {
        AtomicBoolean mayRead = new AtomicBoolean();
        AtomicInteger questions = new AtomicInteger();
        try (MqttBroker strict =
                        MqttBroker.startWithRights(
                                Files.createDirectory(folder.resolve("strict")),
                                () -> {
                                    questions.incrementAndGet();
                                    return mayRead.get();
                                });
                MqttSubscriber subscriber =
                        subscriber(URI.create("tcp://127.0.0.1:" + strict.port()), null, null)) {
            Wait.until(() -> subscriber.notReady().orElse("").contains("--topic"));
            Wait.until(() -> questions.get() >= 2);
            assertFalse(subscriber.isSubscribed());
            mayRead.set(true);
            Wait.until(subscriber::isSubscribed);
            assertEquals(1, meters.counter("outpost.mqtt.connections").count());
        }
    }

    @Test
    void whereNobodyAnswersIsSaidAndCounted() throws Exception {
        URI nobody = URI.create("tcp://127.0.0.1:" + MqttBroker.freePort());
        try (MqttSubscriber subscriber = subscriber(nobody, null, null)) {
            assertStaysOut(subscriber, Disconnection.UNREACHABLE, "--broker");
        }
    }
}
