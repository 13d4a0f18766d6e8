package io.outpost.bench.live;

import io.outpost.bench.fixture.Addresses;
import io.outpost.bench.fixture.ChildJvm;
import io.outpost.conditions.kafka.KafkaInputs;
import io.outpost.conditions.kafka.KafkaOutputs;
import io.outpost.conditions.pipeline.ConditionsPipeline;
import io.outpost.conditions.pipeline.Outputs;
import io.outpost.conditions.pipeline.Settings;
import io.outpost.conditions.ticks.TickSink;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;
import org.apache.flink.metrics.reporter.Scheduled;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The process of the conditions job with all its outputs, as in production: JobManager and
 * TaskManager in one JVM. It reports how far it is, from its metrics, five times a second.
 */
public final class LiveJob {
    private LiveJob() {}

    /** The task of the process. */
    record Task(Addresses addresses, String checkpointFolder, int parallelism) {}

    /** Observations of the log that are through to the keyed operator at an instant. */
    record Sample(long millis, long processed) {}

    public static void main(String[] arguments) throws Exception {
        Task task = ChildJvm.task(arguments, Task.class);
        Settings settings = task.addresses().settings(Map.of());
        StreamExecutionEnvironment environment =
                task.addresses().cluster(task.parallelism(), configuration(task));
        Outputs outputs =
                new Outputs(
                        task.addresses().postgresRows(settings),
                        new KafkaOutputs(settings).messages(1),
                        null,
                        new TickSink(
                                settings.kafka(),
                                settings.registryUrl(),
                                settings.logTopic(),
                                false));
        ConditionsPipeline.build(environment, KafkaInputs.create(settings), outputs, settings);
        environment.execute("outpost-live");
    }

    private static Map<String, String> configuration(Task task) {
        String reporter = "metrics.reporter.progress.";
        return Map.of(
                "metrics.reporters",
                "progress",
                reporter + "factory.class",
                ReporterFactory.class.getName(),
                reporter + "interval",
                "200 ms",
                "execution.checkpointing.dir",
                Path.of(task.checkpointFolder()).toUri().toString());
    }

    /** Found by Flink through META-INF/services. */
    public static final class ReporterFactory implements MetricReporterFactory {
        @Override
        public MetricReporter createMetricReporter(Properties properties) {
            return new Reporter();
        }
    }

    /**
     * Ticks are not among the records of the keyed operator: the reader makes watermarks of them.
     */
    private static final class Reporter implements MetricReporter, Scheduled {
        private final Set<Counter> received = ConcurrentHashMap.newKeySet();

        @Override
        public void open(MetricConfig config) {}

        @Override
        public void close() {}

        @Override
        public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
            boolean keyed = "keep places".equals(group.getAllVariables().get("<operator_name>"));
            if (keyed && name.equals("numRecordsIn") && metric instanceof Counter counter) {
                received.add(counter);
            }
        }

        @Override
        public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}

        @Override
        public void report() {
            long processed = received.stream().mapToLong(Counter::getCount).sum();
            ChildJvm.report(new Sample(System.currentTimeMillis(), processed));
        }
    }
}
