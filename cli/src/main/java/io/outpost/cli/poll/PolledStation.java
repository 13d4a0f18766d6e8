package io.outpost.cli.poll;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.outpost.cli.yaml.MistakeException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A station that is asked for its observations: a block of the list of stations, key by key.
 *
 * @param name what it is called here, unique
 * @param id what stands for {@code {id}} in the address; default: the name
 * @param url address with {@code {id}} and {@code {since}}, a time in UTC
 * @param mapping built-in, or a file beside the list: what the columns or fields mean
 * @param format how its answers are written
 * @param rows JSON pointer to the array with the rows, of format json alone; default: the whole
 *     answer is the array
 * @param interval from one question to the next, 10 s to 1 day
 * @param timeout for a whole answer, 1 s to 5 min
 * @param since how far back a question goes before what is known, or before now at first, up to 31
 *     days: what a sensor of the station sends late is still asked for
 * @param headers of the request: names of environment variables, by header
 */
record PolledStation(
        String name,
        String id,
        String url,
        String mapping,
        Format format,
        String rows,
        Duration interval,
        Duration timeout,
        Duration since,
        Map<String, String> headers) {
    private static final Duration USUAL_INTERVAL = Duration.ofMinutes(5);
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration USUAL_SINCE = Duration.ofHours(1);
    private static final int LONGEST_NAME = 64;
    private static final Pattern FIELD = Pattern.compile("\\{([^}]*)}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");
    private static final Set<String> FIELDS = Set.of("id", "since");

    /** How an answer is written. */
    enum Format {
        @JsonProperty("csv")
        CSV,
        /** A JSON object per line. */
        @JsonProperty("jsonl")
        JSONL,
        /** One JSON document, somewhere in which is an array of objects. */
        @JsonProperty("json")
        JSON
    }

    PolledStation {
        MistakeException.required(name, "name");
        MistakeException.required(url, "url");
        MistakeException.required(mapping, "mapping");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new MistakeException("must have 1 to " + LONGEST_NAME + " characters", "name");
        }
        id = Objects.requireNonNullElse(id, name);
        format = Objects.requireNonNullElse(format, Format.CSV);
        if (rows != null && format != Format.JSON) {
            throw new MistakeException("is for 'format: json' alone", "rows");
        }
        rows = Objects.requireNonNullElse(rows, "");
        if (!rows.isEmpty() && rows.charAt(0) != '/') {
            throw new MistakeException("must be a JSON pointer, such as /data/rows", "rows");
        }
        interval =
                within(
                        Duration.ofSeconds(10),
                        Duration.ofDays(1),
                        Objects.requireNonNullElse(interval, USUAL_INTERVAL),
                        "interval");
        timeout =
                within(
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(5),
                        Objects.requireNonNullElse(timeout, USUAL_TIMEOUT),
                        "timeout");
        since =
                within(
                        Duration.ZERO,
                        Duration.ofDays(31),
                        Objects.requireNonNullElse(since, USUAL_SINCE),
                        "since");
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        headers.forEach(
                (header, variable) -> {
                    if (!VARIABLE.matcher(variable).matches()) {
                        throw new MistakeException(
                                "must be the name of an environment variable that holds the value,"
                                        + " such as OUTPOST_POLL_TOKEN",
                                "headers",
                                header);
                    }
                });
        checkAddress(url);
    }

    /** Where to ask for what was observed after a time. */
    URI address(Instant after) {
        return URI.create(filled(url, id, after));
    }

    private static String filled(String url, String id, Instant after) {
        return url.replace("{id}", encoded(id)).replace("{since}", encoded(after.toString()));
    }

    private static void checkAddress(String url) {
        Matcher field = FIELD.matcher(url);
        while (field.find()) {
            if (!FIELDS.contains(field.group(1))) {
                throw new MistakeException(
                        "has {" + field.group(1) + "}; there are {id} and {since}", "url");
            }
        }
        try {
            URI address = new URI(filled(url, "id", Instant.EPOCH));
            if (!HttpAddress.isOne(address)) {
                throw new MistakeException(
                        "must be an address that begins with http:// or https://, without a login",
                        "url");
            }
        } catch (URISyntaxException e) {
            throw new MistakeException("is no address: " + e.getReason(), "url");
        }
    }

    /** Also in a path, where a plus sign would be one. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Duration within(Duration least, Duration most, Duration value, String key) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new MistakeException("must be between " + least + " and " + most, key);
        }
        return value;
    }
}
