package io.outpost.archive.job;

import io.outpost.archive.parts.Parts;
import io.outpost.archive.pipeline.ArchivePipeline;
import io.outpost.archive.pipeline.Inputs;
import io.outpost.archive.pipeline.Outputs;
import io.outpost.archive.pipeline.Settings;
import io.outpost.archive.postgres.RawRows;
import io.outpost.flink.parts.Await;
import io.outpost.schemas.Observation;
import io.outpost.schemas.wire.RecordType;
import io.outpost.schemas.wire.Topic;
import io.outpost.schemas.wire.WireFormat;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Measures how many rows a second the archive job writes: fills a topic first, then lets the job
 * read it into an empty table, once for each parallelism that is named.
 *
 * <p>usage: ArchiveRate [rows] [places] [parallelism]... (default: 2000000 5000 1 2)
 */
@SuppressWarnings("try") // an interrupt ends the test, wherever it comes
public final class ArchiveRate {
    private static final Instant FIRST = Instant.parse("2024-07-01T00:00:00Z");
    private static final int NEWEST = 20;
    private static final String COUNT = "SELECT count(*) FROM outpost.raw_observations";
    private static final String FIRST_ROW =
            "SELECT count(*) FROM (SELECT FROM outpost.raw_observations LIMIT 1) AS row";
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Parts parts;
    private final Path folder;
    private final int rows;
    private final int places;

    private ArchiveRate(Parts parts, Path folder, int rows, int places) {
        this.parts = parts;
        this.folder = folder;
        this.rows = rows;
        this.places = places;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000_000;
        int places = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        List<String> parallelisms =
                arguments.length > 2
                        ? List.of(arguments).subList(2, arguments.length)
                        : List.of("1", "2");
        Path folder = Files.createTempDirectory("archive-rate");
        try (Parts parts = Parts.start(folder)) {
            ArchiveRate rate = new ArchiveRate(parts, folder, rows, places);
            rate.fill();
            for (String parallelism : parallelisms) {
                rate.measure(parallelism);
            }
        }
    }

    /** One observation a minute of each place, a sensor each, with four values. */
    private void fill() throws Exception {
        Map<String, Object> config =
                Map.of(
                        "bootstrap.servers",
                        parts.broker().bootstrapServers(),
                        "linger.ms",
                        "50",
                        "batch.size",
                        "262144");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < rows; i++) {
                String place = "place-" + i % places;
                var unused =
                        producer.send(
                                new ProducerRecord<>(
                                        Topic.OBSERVATIONS.topicName(),
                                        place.getBytes(StandardCharsets.UTF_8),
                                        WireFormat.encode(
                                                parts.schemaId(RecordType.OBSERVATION),
                                                observation(place, i / places))));
            }
        }
    }

    private static Observation observation(String place, int minute) {
        return Observation.newBuilder()
                .setPlaceId(place)
                .setSensorId("station")
                .setObservedAt(FIRST.plus(Duration.ofMinutes(minute)))
                .setReportingIntervalSeconds(60)
                .setAirTemperatureCelsius(20 + minute % 100 / 10.0)
                .setRelativeHumidityPercent(40.0 + minute % 50)
                .setWindSpeedMetresPerSecond(minute % 70 / 10.0)
                .setPressureHectopascals(1000.0 + minute % 20)
                .build();
    }

    private void measure(String parallelism) throws Exception {
        execute("TRUNCATE outpost.raw_observations");
        execute("CHECKPOINT");
        double postgresBefore = postgresCpuSeconds();
        double jvmBefore = jvmCpuSeconds();
        JobClient job = start(parallelism);
        Await.until("the first rows", LIMIT, () -> number(FIRST_ROW) > 0);
        long begin = System.nanoTime();
        double first = number(COUNT);
        Await.until("the newest rows", LIMIT, () -> number(newestRows()) == NEWEST);
        Await.until("all rows", LIMIT, () -> number(COUNT) == rows);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "parallelism %s: %d rows, %.0f rows/s; CPU s per million rows: job with broker %.1f, Postgres %.1f; %s%n",
                parallelism,
                rows,
                (rows - first) / seconds,
                (jvmCpuSeconds() - jvmBefore) / rows * 1e6,
                (postgresCpuSeconds() - postgresBefore) / rows * 1e6,
                "load " + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        job.cancel().get();
    }

    private JobClient start(String parallelism) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(2));
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        Map<String, Object> values = parts.settings();
        values.put("archive.parallelism", parallelism);
        System.getProperties()
                .forEach(
                        (key, value) -> {
                            if (key.toString().startsWith("archive.")) {
                                values.put(key.toString(), value);
                            }
                        });
        Settings settings = Settings.of(values);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        ArchivePipeline.build(
                environment,
                Inputs.fromKafka(settings),
                new Outputs(new RawRows(settings)),
                settings);
        return environment.executeAsync();
    }

    /** The last rows of the log, by the key, so that looking for them costs nothing. */
    private String newestRows() {
        StringJoiner keys = new StringJoiner(",", "(", ")");
        for (int i = rows - NEWEST; i < rows; i++) {
            Instant at = FIRST.plus(Duration.ofMinutes(i / places));
            keys.add("('place-%d', timestamptz '%s')".formatted(i % places, at));
        }
        return COUNT + " WHERE (place_id, observed_at) IN " + keys;
    }

    /** Of the server and its processes, that of the job among them. */
    private double postgresCpuSeconds() throws SQLException {
        try (Connection connection = parts.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT pg_backend_pid()")) {
            result.next();
            ProcessHandle server =
                    ProcessHandle.of(result.getLong(1))
                            .flatMap(ProcessHandle::parent)
                            .orElseThrow();
            return cpuSeconds(server)
                    + server.children().mapToDouble(ArchiveRate::cpuSeconds).sum();
        }
    }

    private static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    private static double jvmCpuSeconds() {
        return cpuSeconds(ProcessHandle.current());
    }

    private double number(String sql) throws SQLException {
        try (Connection connection = parts.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getDouble(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = parts.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
