package io.outpost.bench.contender;

import io.outpost.bench.stage.Database;
import io.outpost.conditions.Settings;
import io.outpost.ticks.TickSink;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;

/** What the contenders that run the conditions job share: settings of a job beside others. */
final class OutpostJob {
    private OutpostJob() {}

    /**
     * Production's, but for where things are. The prefix is its own: the transactions of a run
     * before must not be in the way.
     */
    static Settings settings(Assignment assignment) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", assignment.bootstrapServers());
        settings.put("kafka.transactional-id-prefix", "bench-" + System.nanoTime());
        settings.put("registry.url", assignment.registryUrl());
        settings.put("postgres.url", assignment.postgresUrl());
        settings.put("postgres.user", Database.USER);
        settings.put("postgres.password", Database.PASSWORD);
        settings.put("ticks", Settings.Ticks.SILENCED);
        return Settings.of(settings);
    }

    /** Appends nothing: the log stays the same for all contenders. */
    static Sink<Long> silentTicks(Settings settings) {
        return new TickSink(settings.kafkaBootstrapServers(), settings.registryUrl(), true);
    }
}
