package io.outpost.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.nio.charset.StandardCharsets;

/** Publishes to a broker that takes everybody. */
public final class Station {
    private final Mqtt3AsyncClient client;

    /** Connects. */
    public Station(int port) {
        client =
                MqttClient.builder()
                        .useMqttVersion3()
                        .identifier("station")
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .buildAsync();
        client.connect().join();
    }

    /** Returns once the broker has acknowledged it. */
    public void publish(String topic, String payload) {
        publish(topic, payload, MqttQos.AT_LEAST_ONCE, false);
    }

    void publish(String topic, String payload, MqttQos qos, boolean retained) {
        client.publish(
                        Mqtt3Publish.builder()
                                .topic(topic)
                                .qos(qos)
                                .retain(retained)
                                .payload(payload.getBytes(StandardCharsets.UTF_8))
                                .build())
                .join();
    }
}
