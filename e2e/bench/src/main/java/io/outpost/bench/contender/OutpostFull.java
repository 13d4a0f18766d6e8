package io.outpost.bench.contender;

import io.outpost.conditions.ConditionsPipeline;
import io.outpost.conditions.Outputs;
import io.outpost.conditions.Settings;
import io.outpost.kafka.KafkaInputs;
import io.outpost.kafka.KafkaOutputs;
import io.outpost.postgres.PostgresRows;
import io.outpost.postgres.WriterEpochs;
import java.sql.SQLException;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The conditions job with all its outputs: rows to Postgres, messages to Kafka in transactions. Its
 * rows count when the sink has taken them; that Postgres has as many is looked up at the end.
 */
final class OutpostFull implements Contender {
    private static final int LOOKUPS = 100;
    private static final int PAUSE_MILLIS = 200;

    private final Assignment assignment;
    private final FlinkRun run = new FlinkRun();

    OutpostFull(Assignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public void start() throws Exception {
        WrittenRows.clear(assignment.postgresUrl());
        StreamExecutionEnvironment environment = FlinkRun.environment(assignment);
        Settings settings = OutpostJob.settings(assignment);
        Outputs outputs =
                new Outputs(
                        new CountedSink(
                                new PostgresRows(settings, nextEpoch(settings)),
                                assignment.endMillis(),
                                assignment.corrected()),
                        new KafkaOutputs(settings).messages(),
                        null,
                        OutpostJob.silentTicks(settings));
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        run.run(environment);
    }

    @Override
    public void stop() throws Exception {
        run.stop();
    }

    private static long nextEpoch(Settings settings) {
        return WriterEpochs.next(
                settings.postgresUrl(), settings.postgresUser(), settings.postgresPassword());
    }

    @Override
    public long progress() {
        return SharedRows.rows();
    }

    @Override
    public long progressAt(long records) {
        return assignment.rowsAt(records);
    }

    /** What Postgres has, once the last batch is in it. */
    @Override
    public long rows() {
        try {
            long written = 0;
            for (int i = 0; i < LOOKUPS && written != SharedRows.rows(); i++) {
                Thread.sleep(PAUSE_MILLIS);
                written = WrittenRows.count(assignment.postgresUrl(), assignment.endMillis());
            }
            return written;
        } catch (SQLException e) {
            throw new IllegalStateException("Postgres does not tell what it has", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public long digest() {
        return SharedRows.digest();
    }
}
