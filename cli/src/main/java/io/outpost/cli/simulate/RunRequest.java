package io.outpost.cli.simulate;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.outpost.cli.simulate.feed.FaultRates;
import io.outpost.cli.simulate.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * What to simulate, as options of the command or as JSON of the management port: the same names.
 */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class RunRequest {
    static final int MOST_PLACES = 2_000_000;
    private static final int TOWNS = 200;
    private static final int SCENARIO_PLACES = 12;
    private static final int MOST_PREFERENCES = 1_000_000;
    private static final Duration LEAST_UPDATE_PERIOD = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofDays(36_500);

    @Option(names = "--places", description = "number of places (default: 200, of a scenario 12)")
    Integer places;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description =
                    "weather with a plot instead of that of the whole earth: storm (36 mm in 6 h on day 32, then dry), frozen (rain on frozen ground), winter (snow loads, warms, melts), rivers (brooks and rivers in the same rain); decides --from, --for and --speed unless they are given")
    String scenario;

    @Option(
            names = "--rate",
            description =
                    "observations per second of all sensors together; sets --interval, or with --speed max the highest rate")
    Double rate;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description =
                    "event time between two reports of a sensor (default: PT1M live, else PT10M)")
    Duration interval;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description =
                    "start of event time, such as 2026-06-01T00:00:00Z (default: now, which is live)")
    Instant from;

    @Option(
            names = "--speed",
            paramLabel = "N",
            description =
                    "seconds of event time per second; 0 or max: as fast as possible until it has caught up with the present (default: 1 live, max with --from)")
    String speed;

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "length in event time, such as P7D (default: without end)")
    @JsonProperty("for")
    Duration length;

    @Option(
            names = "--seed",
            description = "same seed and options, same bytes (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description =
                    "start of the ids of the places (default: sim, or the scenario, and the seed)")
    String prefix;

    @Option(
            names = "--update-places",
            paramLabel = "PERIOD",
            description =
                    "send a new version of one place's parameters every such time, by the clock of this machine, such as PT5S (default: none)")
    Duration updatePlaces;

    @Option(
            names = "--preferences",
            paramLabel = "N",
            description =
                    "preferences that people have of the places, from the templates in turn (default: ${DEFAULT-VALUE})")
    int preferences;

    @Option(
            names = "--faults",
            paramLabel = "none|default|all",
            description = "what goes wrong (default: ${DEFAULT-VALUE})")
    String faults = "none";

    @Option(
            names = "--fault",
            paramLabel = "NAME=RATE",
            description = "rate of a single fault, from 0 to 1, such as duplicates=0.02")
    Map<String, Double> fault = new LinkedHashMap<>();

    /** What {@code up --simulate} runs: two days, then live, with the usual faults. */
    static RunRequest ofLocalStack(Instant now) {
        RunRequest request = new RunRequest();
        request.from = now.minus(Duration.ofDays(2));
        request.interval = Duration.ofMinutes(1);
        request.faults = "default";
        return request;
    }

    int placeCount() {
        return places != null ? places : scenario == null ? TOWNS : SCENARIO_PLACES;
    }

    /** Null: the weather of the whole earth. */
    Scenario plot() {
        return scenario == null
                ? null
                : Scenario.labelled(scenario)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "scenario must be one of " + Scenario.labels()));
    }

    /** True when it begins with the present. */
    boolean isLive() {
        return from == null && scenario == null;
    }

    /** Start of event time. */
    Instant begin(Instant now) {
        return from != null ? from : scenario == null ? now : plot().start();
    }

    /** Length in event time; null: without end. */
    Duration span() {
        return length == null && scenario != null ? plot().length() : length;
    }

    String placePrefix() {
        return prefix == null ? (scenario == null ? "sim" : scenario) + seed : prefix;
    }

    FaultRates rates() {
        return FaultRates.of(faults, fault);
    }

    /** Seconds of event time per second; infinite: as fast as possible. */
    double eventSecondsPerSecond() {
        if (speed == null) {
            return isLive() ? 1 : Double.POSITIVE_INFINITY;
        }
        double number = speed.equals("max") ? 0 : Double.parseDouble(speed);
        return number == 0 ? Double.POSITIVE_INFINITY : number;
    }

    /**
     * Throws when something cannot be simulated.
     *
     * @throws IllegalArgumentException that says what to change
     */
    void check(Instant now) {
        plot();
        require(
                placeCount() >= 1 && placeCount() <= MOST_PLACES,
                "places must be 1 to " + MOST_PLACES);
        require(rate == null || rate > 0, "rate must be greater than 0");
        require(
                interval == null
                        || (interval.compareTo(Duration.ofSeconds(1)) >= 0
                                && interval.compareTo(Duration.ofDays(1)) <= 0),
                "interval must be PT1S to P1D");
        require(
                length == null
                        || (length.compareTo(Duration.ofMillis(1)) >= 0
                                && length.compareTo(LONGEST) <= 0),
                "for must be longer than 0, and at most P36500D");
        require(
                from == null || !from.isAfter(now),
                "from must not be in the future: such observations are rejected");
        require(
                from == null || from.isAfter(Instant.parse("2000-01-01T00:00:00Z")),
                "from must be after 2000");
        require(isSpeed(), "speed must be a number not below 0, or max");
        require(
                placePrefix().matches("[A-Za-z0-9._-]{1,40}"),
                "prefix must be 1 to 40 letters, digits, dots, dashes, underscores");
        require(
                updatePlaces == null || updatePlaces.compareTo(LEAST_UPDATE_PERIOD) >= 0,
                "update-places must be PT0.01S or longer");
        require(
                preferences >= 0 && preferences <= MOST_PREFERENCES,
                "preferences must be from 0 to " + MOST_PREFERENCES);
        require(faults != null, "faults must be none, default or all; leave it out for none");
        require(fault != null, "fault must name rates, such as {\"duplicates\":0.02}");
        rates();
    }

    private boolean isSpeed() {
        try {
            return eventSecondsPerSecond() > 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
