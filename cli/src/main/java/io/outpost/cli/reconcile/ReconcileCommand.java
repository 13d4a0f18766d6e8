package io.outpost.cli.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.outpost.cli.console.CommandException;
import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.stack.Endpoints;
import io.outpost.cli.topic.UnreadRecords;
import io.outpost.environment.KafkaAccess;
import io.outpost.schemas.wire.RegistryUnavailableException;
import io.outpost.schemas.wire.SchemaRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost reconcile}: publishes what is in Postgres and not on its topic. */
@Command(
        name = "reconcile",
        description = {
            "Finds alerts, transitions of conditions and parameters of places that are in Postgres and not on their topic, and publishes them as they were emitted.",
            "An outage of the job that is longer than kafka.transaction-timeout loses such messages on the topics.",
            "Exit code 0: nothing is missing, or all of it was published. The job must run."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ReconcileCommand implements Callable<Integer> {
    private static final String ALL = "all";
    private static final Duration READ_LIMIT = Duration.ofSeconds(30);

    /** Some hundred bytes each. */
    private static final int MOST_AT_ONCE = 20_000;

    @Option(names = "--dry-run", description = "find, and publish nothing")
    private boolean dryRun;

    @Option(
            names = "--since",
            paramLabel = "DURATION|all",
            defaultValue = ALL,
            description =
                    "only those from records of this time up to now, such as P2D (default: ${DEFAULT-VALUE})")
    private String since;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT5M",
            description =
                    "how long to wait until the job has settled what it emitted (default: ${DEFAULT-VALUE})")
    private Duration timeout;

    @Option(
            names = "--after-start",
            paramLabel = "DURATION",
            defaultValue = "PT1M",
            description =
                    "how long after a restart the job may emit again what the log's time brings, not a record (default: ${DEFAULT-VALUE})")
    private Duration afterStart;

    @Option(
            names = "--group",
            defaultValue = "outpost-conditions",
            description = "the job's kafka.group-id (default: ${DEFAULT-VALUE})")
    private String group;

    @Option(
            names = "--job",
            defaultValue = "outpost-conditions",
            description = "the job's name in Flink (default: ${DEFAULT-VALUE})")
    private String job;

    @Option(names = "--flink-url", paramLabel = "URL", description = "Flink's REST interface")
    private String flinkUrl;

    @Option(names = "--json", description = "print the result as JSON")
    private boolean json;

    @Mixin private EndpointOptions endpoints;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException, RegistryUnavailableException, InterruptedException {
        List<ReconcileReport> reports = reconcile(endpoints.resolve(), span());
        print(reports);
        return reports.stream().allMatch(ReconcileReport::isRepaired) ? 0 : 1;
    }

    private List<ReconcileReport> reconcile(Endpoints found, Duration span)
            throws SQLException, RegistryUnavailableException, InterruptedException {
        KafkaAccess kafka = found.kafka();
        try (Connection connection = found.connect();
                Admin admin = Admin.create(kafka.settings(Map.of()));
                UnreadRecords unread = new UnreadRecords(admin, kafka, READ_LIMIT)) {
            connection.setAutoCommit(false);
            JobSettling.Log log = new JobSettling.Log(admin, found.logTopic(), unread);
            return List.of(
                    reconcile(new ResultTable<>(Kind.ALERTS, connection, span), log, found),
                    reconcile(new ResultTable<>(Kind.TRANSITIONS, connection, span), log, found),
                    reconcile(new ResultTable<>(Kind.PLACES, connection, span), log, found));
        }
    }

    private <M extends SpecificRecord> ReconcileReport reconcile(
            ResultTable<M> table, JobSettling.Log log, Endpoints found)
            throws SQLException, RegistryUnavailableException, InterruptedException {
        Kind<M> kind = table.kind();
        SchemaRegistry registry = new SchemaRegistry(found.registryUrl());
        // The publisher before the topic is read, so that no other can write what it would not see.
        try (Publisher<M> publisher = dryRun ? null : new Publisher<>(kind, found.kafka());
                Published<M> topic = new Published<>(kind, found.kafka(), registry::writerSchema)) {
            int schemaId = registry.register(kind.topic().subject(), kind.schema());
            return new Reconciliation<>(
                            table,
                            topic,
                            settling(log, found),
                            new Reconciliation.Reach(log.admin(), timeout, MOST_AT_ONCE))
                    .run(missing -> dryRun ? 0 : publisher.publish(missing, schemaId));
        }
    }

    private JobSettling settling(JobSettling.Log log, Endpoints found) {
        String url = flinkUrl == null ? found.flinkRestUrl() : flinkUrl;
        if (url == null) {
            throw new CommandException("Where is Flink? Add --flink-url.");
        }
        return new JobSettling(log, group, new JobSettling.Job(url, job), afterStart);
    }

    private Duration span() {
        if (since.equals(ALL)) {
            return null;
        }
        try {
            return Duration.parse(since);
        } catch (DateTimeParseException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--since must be a duration such as P2D, or all");
        }
    }

    private void print(List<ReconcileReport> reports) {
        try {
            String text =
                    json
                            ? new ObjectMapper()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(reports)
                            : reports.stream()
                                    .map(ReconcileReport::text)
                                    .collect(Collectors.joining("\n"));
            spec.commandLine().getOut().println(text);
            spec.commandLine().getOut().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
