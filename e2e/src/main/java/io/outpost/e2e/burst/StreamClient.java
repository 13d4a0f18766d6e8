package io.outpost.e2e.burst;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A client of the stream of alerts. It goes on with Last-Event-ID whenever its connection ends; one
 * that is cut ends it by itself, too, every now and then.
 */
final class StreamClient implements AutoCloseable {
    private static final int OK = 200;
    private static final int PAUSE_MILLIS = 200;
    private static final int MOST_BETWEEN_CUTS = 200;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI uri;
    private final Random cuts;
    private final EventLines lines = new EventLines();
    private final List<String> alertIds = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "stream of alerts");
    private InputStream open;
    private boolean closed;
    private boolean begun;
    private int connections;
    private int gaps;

    /**
     * Connects.
     *
     * @param cuts after how many alerts it is cut; null: it never cuts itself
     */
    StreamClient(String apiUrl, Random cuts) {
        this.uri = URI.create(apiUrl + "/v1/alerts/stream");
        this.cuts = cuts;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isClosed()) {
            try {
                connect();
            } catch (IOException e) {
                // It goes on with the next connection.
            } catch (InterruptedException e) {
                return;
            }
            lines.forget();
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (lines.lastId() != null) {
            request.header("Last-Event-ID", lines.lastId());
        }
        HttpResponse<InputStream> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (response.statusCode() == OK && opened(body)) {
                read(body);
            }
        }
    }

    private synchronized boolean opened(InputStream body) {
        open = body;
        connections++;
        return !closed;
    }

    private void read(InputStream body) throws IOException {
        int until = cuts == null ? Integer.MAX_VALUE : 1 + cuts.nextInt(MOST_BETWEEN_CUTS);
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        String line = reader.readLine();
        while (line != null && until > 0) {
            EventLines.Event event = lines.add(line);
            until -= take(event) ? 1 : 0;
            line = until > 0 ? reader.readLine() : null;
        }
    }

    /** True when it was an alert. */
    private synchronized boolean take(EventLines.Event event) throws IOException {
        begun |= lines.lastId() != null;
        if (event == null) {
            return false;
        }
        if (event.name().equals("gap")) {
            gaps++;
        }
        if (!event.name().equals("alert")) {
            return false;
        }
        alertIds.add(json.readTree(event.data()).path("alert_id").asText());
        return true;
    }

    /** Whether it knows from where it would go on. */
    synchronized boolean hasBegun() {
        return begun;
    }

    /** In the order in which they came. */
    synchronized List<String> alertIds() {
        return List.copyOf(alertIds);
    }

    /** How often it went on after its connection had ended. */
    synchronized int resumes() {
        return Math.max(0, connections - 1);
    }

    /** How often it heard that it had missed alerts. */
    synchronized int gaps() {
        return gaps;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        InputStream body;
        synchronized (this) {
            closed = true;
            body = open;
        }
        thread.interrupt();
        if (body != null) {
            body.close();
        }
    }
}
