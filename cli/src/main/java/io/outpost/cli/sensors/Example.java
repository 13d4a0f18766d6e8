package io.outpost.cli.sensors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.signatures.RequestHead;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Shell commands that post one observation of now. */
final class Example {
    private static final String PATH = "/v1/observations";
    private static final String SCRIPT = "send-signed.sh";

    /** Ends a text in single quotes, and begins another after the time. */
    private static final String NOW = "'\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"'";

    /** Of a gateway, which may send for any. */
    private static final String ANY_SENSOR = "station";

    private final String url;
    private final Sensor sensor;

    Example(String apiUrl, Sensor sensor) {
        this.url = apiUrl.replaceFirst("/+$", "") + PATH;
        this.sensor = sensor;
    }

    String with(SensorKey key) {
        return key.secret() == null ? script(key) : curl(key);
    }

    private String curl(SensorKey key) {
        return "curl -sS "
                + quoted(url)
                + " -H 'Content-Type: application/json' -H 'Authorization: Bearer "
                + key.id()
                + "."
                + key.secret()
                + "' -d "
                + body();
    }

    private String script(SensorKey key) {
        URI address = URI.create(url);
        return template()
                .replace("${pem}", key.privateKey().pem().strip())
                .replace("${key}", key.id())
                .replace("${body}", body())
                .replace("${authority}", quoted(RequestHead.canonical(address.getRawAuthority())))
                .replace("${path}", quoted(address.getRawPath()))
                .replace("${url}", quoted(url));
    }

    /** As a word of the shell. */
    private String body() {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.put("place_id", sensor.placeId());
        body.put("sensor_id", sensor.sensorId() == null ? ANY_SENSOR : sensor.sensorId());
        String ids = body.toString();
        String before = quoted(ids.substring(0, ids.length() - 1) + ",\"observed_at\":\"");
        String after = quoted("\",\"air_temperature_celsius\":21.5}");
        return before.substring(0, before.length() - 1) + NOW + after.substring(1);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String template() {
        try (InputStream in = Example.class.getResourceAsStream(SCRIPT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(SCRIPT + " cannot be read", e);
        }
    }
}
