package io.outpost.cli.verify.preference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.verify.preference.JsonObject.Fault;
import io.outpost.cli.verify.preference.Wish.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads documents of preferences, by preference.schema.json and docs/adr/0090. */
public final class WishReader {
    private static final int MOST_BYTES = 16_384;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_STEPS = 3;
    private static final int MOST_QUIET_HOURS = 7;
    private static final Duration LONGEST_WAIT = Duration.ofDays(7);
    private static final Duration LONGEST_COOLDOWN = Duration.ofDays(30);
    private static final Instant LATEST = Instant.parse("2999-12-31T00:00:00Z");
    private static final Set<String> FIELDS =
            Set.of(
                    "name",
                    "when",
                    "pending",
                    "recovery",
                    "cooldown",
                    "levels",
                    "quiet_hours",
                    "mute_until");
    private static final Pattern NAME =
            Pattern.compile("[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*");
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern TIME =
            Pattern.compile(
                    "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})");
    private static final ObjectMapper JSON =
            new ObjectMapper(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNumberLength(LONGEST_NUMBER)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Map<String, List<String>> levels;

    /**
     * A reader for some settings.
     *
     * @param levels the names of each condition's levels, the mildest first
     */
    public WishReader(Map<String, List<String>> levels) {
        this.levels = Map.copyOf(levels);
    }

    public boolean isDocument(String document) {
        return read(document) != null;
    }

    /** Null where the document is none. */
    public Wish read(String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MOST_BYTES) {
            return null;
        }
        try {
            return wish(JSON.readTree(bytes));
        } catch (IOException | Fault e) {
            return null;
        }
    }

    private Wish wish(JsonNode json) {
        JsonObject document = JsonObject.of(json, FIELDS);
        requireName(document.text("name"));
        requireQuietHours(document);
        requireTime(document.textOrNull("mute_until"));
        TreeReader tree = new TreeReader(levels);
        Node when = tree.read(document.required("when"));
        return new Wish(
                when,
                tree.leaves(),
                tree.durations(),
                tree.isOfHours(),
                document.duration("pending", Duration.ZERO, LONGEST_WAIT),
                document.duration("recovery", Duration.ZERO, LONGEST_WAIT),
                document.duration("cooldown", Duration.ZERO, LONGEST_COOLDOWN),
                steps(document));
    }

    private static void requireName(String name) {
        JsonObject.require(name.codePointCount(0, name.length()) <= LONGEST_NAME, "name");
        JsonObject.require(NAME.matcher(name).matches(), "name");
        JsonObject.require(
                name.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE),
                "name");
    }

    private static List<Step> steps(JsonObject document) {
        List<Step> steps = new ArrayList<>();
        for (JsonNode one : document.list("levels", MOST_STEPS)) {
            JsonObject level = JsonObject.of(one, Set.of("level", "after"));
            int urgency = Wish.urgency(level.text("level"));
            Step step = new Step(urgency, level.duration("after", Duration.ZERO, LONGEST_COOLDOWN));
            JsonObject.require(urgency > 0, "level");
            JsonObject.require(
                    steps.isEmpty()
                            ? step.afterMillis() == 0
                            : isRising(steps.get(steps.size() - 1), step),
                    "levels");
            steps.add(step);
        }
        return steps.isEmpty() ? List.of(new Step(1, 0)) : List.copyOf(steps);
    }

    private static boolean isRising(Step one, Step next) {
        return next.afterMillis() > one.afterMillis() && next.urgency() > one.urgency();
    }

    private static void requireQuietHours(JsonObject document) {
        for (JsonNode one : document.list("quiet_hours", MOST_QUIET_HOURS)) {
            JsonObject hours = JsonObject.of(one, Set.of("from", "to"));
            String from = hours.text("from");
            String to = hours.text("to");
            JsonObject.require(TIME_OF_DAY.matcher(from).matches(), "from");
            JsonObject.require(TIME_OF_DAY.matcher(to).matches(), "to");
            JsonObject.require(!from.equals(to), "quiet_hours");
        }
    }

    private static void requireTime(String text) {
        if (text == null) {
            return;
        }
        JsonObject.require(TIME.matcher(text).matches(), "mute_until");
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            JsonObject.require(!time.isAfter(LATEST), "mute_until");
        } catch (DateTimeException e) {
            throw new Fault("mute_until");
        }
    }
}
