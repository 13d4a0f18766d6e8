package io.outpost.e2e.burst;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.Await;
import io.outpost.e2e.burst.BurstPlan.Channel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** Saves the preferences and channels of a burst, as people would: by the API. */
final class BurstSetup {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int NOT_OK = 300;

    /** Far below what is sent. */
    private static final int THRESHOLD_CELSIUS = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String apiUrl;

    BurstSetup(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    /** Returns when each preference is in the log for each of its places. */
    void save(BurstPlan plan, WebhookReceiver receiver) throws IOException, InterruptedException {
        List<Channel> channels = plan.channels();
        for (Channel channel : channels) {
            if (channel.preferenceId() != null) {
                put("/v1/preferences/" + channel.preferenceId(), preference(channel));
            }
            put("/v1/channels/" + channel.id(), channel(channel, receiver));
        }
        for (Channel channel : channels) {
            if (channel.preferenceId() != null) {
                Await.until(
                        channel.preferenceId() + " is in the log",
                        LIMIT,
                        () -> isWritten(channel.preferenceId()));
            }
        }
    }

    private ObjectNode preference(Channel channel) {
        ObjectNode body = json.createObjectNode();
        channel.placeIds().forEach(body.putObject("places").putArray("ids")::add);
        ObjectNode preference = body.putObject("preference");
        preference.put("name", channel.id());
        preference
                .putObject("when")
                .put("measure", "air_temperature_celsius")
                .put("at_least", THRESHOLD_CELSIUS);
        return body;
    }

    private ObjectNode channel(Channel channel, WebhookReceiver receiver) {
        ObjectNode body =
                json.createObjectNode()
                        .put("kind", "webhook")
                        .put("address", receiver.url(channel.id()));
        if (channel.preferenceId() == null) {
            body.putArray("preferences");
            channel.placeIds().forEach(body.putObject("conditions").putArray("places")::add);
        } else {
            body.putArray("preferences").add(channel.preferenceId());
        }
        return body;
    }

    private boolean isWritten(String preferenceId) throws IOException, InterruptedException {
        JsonNode copies =
                send(HttpRequest.newBuilder(uri("/v1/preferences/" + preferenceId))).path("copies");
        return copies.path("wanted").asInt() > 0
                && copies.path("written").asInt() == copies.path("wanted").asInt();
    }

    private void put(String path, JsonNode body) throws IOException, InterruptedException {
        send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private URI uri(String path) {
        return URI.create(apiUrl + path);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= NOT_OK) {
            throw new CommandException("The API answered " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
