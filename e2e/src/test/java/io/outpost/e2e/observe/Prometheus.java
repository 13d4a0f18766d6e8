package io.outpost.e2e.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Prometheus, asked over HTTP. */
public record Prometheus(String url) {
    /** One for all: a client that nobody refers to any more may never answer. */
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** There are none as long as all goes well. */
    private static final String ERRORS = "{status=~\"5..\"}";

    /** A metric with its labels, as it stands in an expression. */
    private static final Pattern SELECTOR =
            Pattern.compile("\\b[a-zA-Z]\\w*_\\w+(\\{[^}]*})?|\\bup\\{[^}]*}");

    /** How names of metrics begin that a local stack does not have, and why. */
    private static final Map<String, String> NOT_IN_A_LOCAL_STACK =
            Map.of("outpost_api_tls_", "its API speaks plain HTTP; TlsIT reads them of one by TLS");

    /** What gives no data, with the expression: a panel of a dashboard, or a metric of a rule. */
    public Map<String, String> withoutData() throws IOException, InterruptedException {
        Map<String, String> empty = new TreeMap<>();
        for (Map.Entry<String, String> query : ObserveFiles.queries().entrySet()) {
            if (ask(query.getValue()).isEmpty()) {
                empty.put(query.getKey(), query.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> rule : ObserveFiles.rules().entrySet()) {
            String expression = rule.getValue().path("expr").asText();
            for (String selector : selectors(expression.replace(ERRORS, ""))) {
                if (isInALocalStack(selector) && ask(selector).isEmpty()) {
                    empty.put(rule.getKey(), selector);
                }
            }
        }
        return empty;
    }

    private static boolean isInALocalStack(String selector) {
        return NOT_IN_A_LOCAL_STACK.keySet().stream().noneMatch(selector::startsWith);
    }

    /** Names of the alerts that fire. */
    public List<String> firing() throws IOException, InterruptedException {
        List<String> firing = new ArrayList<>();
        for (JsonNode alert : get("/api/v1/alerts").at("/data/alerts")) {
            if (alert.path("state").asText().equals("firing")) {
                firing.add(alert.at("/labels/alertname").asText());
            }
        }
        return firing;
    }

    /** How many Alertmanagers it sends alerts to. */
    public int alertmanagers() throws IOException, InterruptedException {
        return get("/api/v1/alertmanagers").at("/data/activeAlertmanagers").size();
    }

    /** What an expression gives now; NaN: nothing. */
    public double number(String expression) throws IOException, InterruptedException {
        return ask(expression).path(0).path("value").path(1).asDouble(Double.NaN);
    }

    JsonNode ask(String expression) throws IOException, InterruptedException {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/data/result");
    }

    static List<String> selectors(String expression) {
        List<String> found = new ArrayList<>();
        Matcher matcher = SELECTOR.matcher(expression);
        while (matcher.find()) {
            boolean isFunction = expression.startsWith("(", matcher.end());
            if (!isFunction && !matcher.group().equals("job_name")) {
                found.add(matcher.group());
            }
        }
        return found;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create(url + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return new ObjectMapper().readTree(answer.body());
    }
}
