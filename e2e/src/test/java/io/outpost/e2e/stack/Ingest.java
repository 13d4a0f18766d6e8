package io.outpost.e2e.stack;

import io.outpost.cli.stack.Await;
import io.outpost.e2e.rig.LocalStack;
import io.outpost.mqtt.MqttBroker;
import io.outpost.mqtt.Station;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Stations that send over HTTP, publish over MQTT and are asked, each of them good and bad reports,
 * and the processes that take these, and that notify people of alerts, where Prometheus looks for
 * them.
 */
final class Ingest implements AutoCloseable {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** From the first port on. */
    private static final int MQTT_MANAGEMENT = 19;

    private static final int POLL_MANAGEMENT = 20;

    private static final int DELIVER_MANAGEMENT = 21;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final LocalStack stack;
    private final int mqttPort;
    private final MqttBroker broker;
    private final Station publisher;
    private final ListedStations asked;
    private final Process mqtt;
    private final Process poll;
    private final Process deliver;

    Ingest(LocalStack stack, int firstPort, Path folder) throws IOException {
        this.stack = stack;
        this.mqttPort = firstPort + MQTT_MANAGEMENT;
        broker = MqttBroker.start(Files.createDirectory(folder.resolve("mqtt-broker")));
        publisher = new Station(broker.port());
        asked = new ListedStations();
        mqtt =
                stack.begin(
                        folder.resolve("mqtt.out"),
                        List.of(
                                "mqtt",
                                "--broker=tcp://127.0.0.1:" + broker.port(),
                                "--management-port=" + mqttPort));
        poll =
                stack.begin(
                        folder.resolve("poll.out"),
                        List.of(
                                "poll",
                                asked.writeList(folder).toString(),
                                "--management-port=" + (firstPort + POLL_MANAGEMENT)));
        deliver =
                stack.begin(
                        folder.resolve("deliver.out"),
                        List.of(
                                "deliver",
                                "--management-port=" + (firstPort + DELIVER_MANAGEMENT)));
    }

    /** One good and one bad report over HTTP, and the same over MQTT. */
    void send() throws Exception {
        // A broker keeps nothing for a subscriber that it does not know yet.
        HttpRequest ready =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/health/ready".formatted(mqttPort)))
                        .build();
        Await.until("mqtt is subscribed", PATIENCE, () -> status(ready) == 200);
        publisher.publish("outpost/hut/published", report(""));
        publisher.publish("outpost/hut/published", "no JSON");
        Await.until(
                "the API has taken a report",
                PATIENCE,
                () -> post(report("\"place_id\":\"hut\",\"sensor_id\":\"sends\",")) == 202);
        post(report("\"place_id\":\"hut\","));
    }

    private static String report(String ids) {
        return "{%s\"observed_at\":\"%s\",\"air_temperature_celsius\":7}"
                .formatted(ids, Instant.now());
    }

    private int post(String report) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(stack.apiUrl() + "/v1/observations"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(report))
                        .build();
        return status(request);
    }

    /** 0: it does not answer yet. */
    private static int status(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        mqtt.destroy();
        poll.destroy();
        deliver.destroy();
        mqtt.onExit().join();
        poll.onExit().join();
        deliver.onExit().join();
        asked.close();
        broker.close();
    }
}
