package io.outpost.cli.verify.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.outpost.cli.verify.fold.Rule.Level;
import io.outpost.cli.verify.hourly.HourRule;
import io.outpost.cli.verify.log.Measure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the conditions are evaluated by, as settings say; an absent one has the value that
 * flink-conf/outpost.yaml shows.
 *
 * @param hourRules of the conditions of the hour
 * @param silence UNKNOWN, KEEP or CLEAR
 * @param highestRainIn10Minutes by how much a rain counter can rise, mm
 * @param mostSensors how many a place may know
 * @param mostPreferences how many may apply to a place
 */
public record Rules(
        List<Rule> rules,
        List<HourRule> hourRules,
        double leastCoverage,
        long staleAfterMillis,
        String silence,
        double highestRainIn10Minutes,
        int mostSensors,
        int mostPreferences) {
    private static final String[] HEAT = {
        "CAUTION",
        "26.666666666666664",
        "EXTREME_CAUTION",
        "32.22222222222222",
        "DANGER",
        "39.44444444444444",
        "EXTREME_DANGER",
        "51.666666666666664"
    };
    private static final String[] COLD = {
        "LOW",
        "0",
        "MODERATE",
        "-10",
        "FROSTBITE_IN_30_MIN",
        "-28",
        "FROSTBITE_IN_10_MIN",
        "-40",
        "FROSTBITE_IN_5_MIN",
        "-48",
        "FROSTBITE_IN_2_MIN",
        "-55"
    };

    public static Rules read(Path yaml) throws IOException {
        return of(new ObjectMapper(new YAMLFactory()).readTree(yaml.toFile()));
    }

    /** The settings of a stack that says nothing else. */
    public static Rules defaults() {
        return of(new ObjectMapper().createObjectNode());
    }

    /** The names of the levels of each condition, the mildest first. */
    public Map<String, List<String>> levelNames() {
        Map<String, List<String>> names = new HashMap<>();
        rules.forEach(
                rule ->
                        names.put(
                                rule.condition(),
                                rule.levels().stream().map(Level::name).toList()));
        hourRules.forEach(rule -> names.put(rule.condition(), rule.levels()));
        return names;
    }

    private static Rules of(JsonNode settings) {
        Rule heat =
                rule(
                        settings,
                        "heat",
                        List.of(
                                Measure.HEAT_INDEX_CELSIUS,
                                Measure.AIR_TEMPERATURE_CELSIUS,
                                Measure.RELATIVE_HUMIDITY_PERCENT));
        Rule cold =
                rule(
                        settings,
                        "cold",
                        List.of(
                                Measure.FELT_TEMPERATURE_CELSIUS,
                                Measure.AIR_TEMPERATURE_CELSIUS,
                                Measure.WIND_SPEED_METRES_PER_SECOND));
        return new Rules(
                List.of(heat, cold),
                HourRule.all(),
                settings.path("conditions.least-coverage").asDouble(0.6),
                millis(settings, "conditions.stale-after", "PT3H"),
                settings.path("conditions.silence")
                        .asText("UNKNOWN")
                        .toUpperCase(java.util.Locale.ROOT),
                settings.path("rain.highest-millimetres-in-10-minutes").asDouble(50),
                settings.path("places.most-sensors").asInt(10_000),
                settings.path("places.most-preferences").asInt(200));
    }

    private static Rule rule(JsonNode settings, String name, List<Measure> reasons) {
        boolean heat = name.equals("heat");
        List<Level> levels = levels(settings.path(name + ".levels-celsius"), heat ? HEAT : COLD);
        return new Rule(
                heat ? "HEAT" : "COLD",
                reasons.get(0),
                reasons,
                levels,
                heat,
                alertsFrom(
                        levels,
                        settings.path(name + ".alerts-from"),
                        heat ? "EXTREME_CAUTION" : "MODERATE"),
                settings.path(name + ".hysteresis-celsius").asDouble(1),
                millis(settings, name + ".pending", "PT1H"),
                millis(settings, name + ".recovery", "PT1H"));
    }

    /** The mildest, where the levels are others and nothing says from which one on. */
    private static int alertsFrom(List<Level> levels, JsonNode set, String preset) {
        List<String> names = levels.stream().map(Level::name).toList();
        int from = names.indexOf(set.asText(preset)) + 1;
        if (from == 0 && !set.isMissingNode()) {
            throw new IllegalArgumentException(set.asText() + " is none of the levels " + names);
        }
        return Math.max(from, 1);
    }

    private static List<Level> levels(JsonNode set, String[] preset) {
        List<Level> levels = new ArrayList<>();
        set.properties().forEach(e -> levels.add(new Level(e.getKey(), e.getValue().asDouble())));
        for (int i = 0; levels.size() < preset.length / 2 && set.isMissingNode(); i += 2) {
            levels.add(new Level(preset[i], Double.parseDouble(preset[i + 1])));
        }
        return levels;
    }

    private static long millis(JsonNode settings, String key, String preset) {
        return Duration.parse(settings.path(key).asText(preset)).toMillis();
    }
}
