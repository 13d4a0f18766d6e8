package io.outpost.conditions.pipeline;

import io.outpost.core.condition.SilencePolicy;
import io.outpost.core.place.PlaceBounds;
import io.outpost.environment.KafkaAccess;
import io.outpost.flink.settings.GivenSettings;
import io.outpost.flink.settings.KafkaAccessReader;
import io.outpost.flink.settings.LogTopic;
import io.outpost.flink.settings.PlaceBoundsReader;
import io.outpost.flink.settings.Retention;
import io.outpost.flink.settings.SettingsReader;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All settings of the job; flink-conf/outpost.yaml says what each is for.
 *
 * @param submission empty: every start is a new submission
 * @param emissionsTopic empty: emissions go to no topic of their own
 * @param paneRetention of the rows of minutes and quarter hours
 * @param tracesUrl empty: nothing is traced
 */
public record Settings(
        KafkaAccess kafka,
        String kafkaGroupId,
        String kafkaTransactionalIdPrefix,
        Duration kafkaTransactionTimeout,
        String logTopic,
        String registryUrl,
        String postgresUrl,
        String postgresUser,
        String postgresPassword,
        int postgresBatchRows,
        Duration postgresBatchInterval,
        int postgresRetries,
        String submission,
        String emissionsTopic,
        Writes writes,
        SentSpan messagesSent,
        Ticks ticks,
        PlaceBounds places,
        Retention paneRetention,
        String tracesUrl,
        ConditionRules conditions)
        implements Serializable {

    /** What the job writes. */
    public enum Writes {
        ALL,
        /** A shadow: nothing that anybody but a comparison reads, and no ticks. */
        EMISSIONS
    }

    /** Whether the job appends ticks to the log. */
    public enum Ticks {
        SENT,
        SILENCED
    }

    /** Reads the settings as if all of them stood in the file. */
    public static Settings of(Map<String, Object> values) {
        return of(GivenSettings.of(values));
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with one line for each key that is wrong
     */
    public static Settings of(GivenSettings given) {
        SettingsReader reader = new SettingsReader(given);
        Settings settings =
                new Settings(
                        KafkaAccessReader.read(reader),
                        reader.text("kafka.group-id", "outpost-conditions"),
                        reader.text("kafka.transactional-id-prefix", "outpost-conditions"),
                        reader.duration(
                                "kafka.transaction-timeout",
                                Duration.ofHours(12),
                                Duration.ofMinutes(1),
                                Duration.ofHours(24)),
                        LogTopic.read(reader),
                        reader.text("registry.url", "http://127.0.0.1:8081/apis/ccompat/v7"),
                        reader.text("postgres.url", "jdbc:postgresql://127.0.0.1:5432/outpost"),
                        reader.text("postgres.user", "outpost"),
                        reader.secret("postgres.password", "outpost"),
                        (int) reader.integer("postgres.batch-rows", 4000, 1, 100_000),
                        reader.duration(
                                "postgres.batch-interval",
                                Duration.ofMillis(250),
                                Duration.ofMillis(10),
                                Duration.ofMinutes(1)),
                        (int) reader.integer("postgres.retries", 10, 0, 100),
                        textOrNone(reader, "submission"),
                        textOrNone(reader, "emissions.topic"),
                        writes(reader),
                        sent(reader),
                        reader.choice("ticks", Ticks.SENT, Ticks.class),
                        PlaceBoundsReader.read(reader),
                        Retention.of(reader, "panes.retention"),
                        textOrNone(reader, "traces.otlp-url"),
                        conditions(reader));
        reader.leave("archive.", "lakehouse.");
        reader.requireNoErrors();
        return settings;
    }

    /** Empty for none. */
    private static String textOrNone(SettingsReader reader, String key) {
        String text = reader.text(key, "none");
        return text.equals("none") ? "" : text;
    }

    private static SentSpan sent(SettingsReader reader) {
        String text = reader.text("messages.sent", "none");
        reader.check("messages.sent", () -> SentSpan.parse(text));
        return SentSpan.isSpan(text) ? SentSpan.parse(text) : SentSpan.NONE;
    }

    private static Writes writes(SettingsReader reader) {
        Writes writes = reader.choice("writes", Writes.ALL, Writes.class);
        reader.check("writes", () -> requireTopic(writes, textOrNone(reader, "emissions.topic")));
        return writes;
    }

    private static Writes requireTopic(Writes writes, String topic) {
        if (writes == Writes.EMISSIONS && topic.isEmpty()) {
            throw new IllegalArgumentException("EMISSIONS needs emissions.topic");
        }
        return writes;
    }

    private static ConditionRules conditions(SettingsReader reader) {
        Duration longest = Duration.ofDays(7);
        Map<String, Double> heat = reader.levels("heat.levels-celsius", heatLevels());
        Map<String, Double> cold = reader.levels("cold.levels-celsius", coldLevels());
        ConditionRules rules =
                new ConditionRules(
                        heat,
                        reader.level("heat.alerts-from", "EXTREME_CAUTION", heat),
                        reader.duration(
                                "heat.pending", Duration.ofHours(1), Duration.ZERO, longest),
                        reader.duration(
                                "heat.recovery", Duration.ofHours(1), Duration.ZERO, longest),
                        reader.number("heat.hysteresis-celsius", 1, 0, 20),
                        cold,
                        reader.level("cold.alerts-from", "MODERATE", cold),
                        reader.duration(
                                "cold.pending", Duration.ofHours(1), Duration.ZERO, longest),
                        reader.duration(
                                "cold.recovery", Duration.ofHours(1), Duration.ZERO, longest),
                        reader.number("cold.hysteresis-celsius", 1, 0, 20),
                        reader.number("conditions.least-coverage", 0.6, 0, 1),
                        reader.duration(
                                "conditions.stale-after",
                                Duration.ofHours(3),
                                Duration.ofMinutes(2),
                                longest),
                        reader.choice(
                                "conditions.silence", SilencePolicy.UNKNOWN, SilencePolicy.class),
                        reader.number("rain.highest-millimetres-in-10-minutes", 50, 1, 500));
        reader.check("heat.levels-celsius, cold.levels-celsius", rules::create);
        return rules;
    }

    /** Categories of the US National Weather Service: 80, 90, 103 and 125 degF. */
    private static Map<String, Double> heatLevels() {
        Map<String, Double> levels = new LinkedHashMap<>();
        levels.put("CAUTION", 48 / 1.8);
        levels.put("EXTREME_CAUTION", 58 / 1.8);
        levels.put("DANGER", 71 / 1.8);
        levels.put("EXTREME_DANGER", 93 / 1.8);
        return levels;
    }

    /** Frostbite bands of Environment Canada. */
    private static Map<String, Double> coldLevels() {
        Map<String, Double> levels = new LinkedHashMap<>();
        levels.put("LOW", 0.0);
        levels.put("MODERATE", -10.0);
        levels.put("FROSTBITE_IN_30_MIN", -28.0);
        levels.put("FROSTBITE_IN_10_MIN", -40.0);
        levels.put("FROSTBITE_IN_5_MIN", -48.0);
        levels.put("FROSTBITE_IN_2_MIN", -55.0);
        return levels;
    }
}
