package io.outpost.cli.sensors;

import io.outpost.cli.stack.EndpointOptions;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code outpost sensors list}: a line a key. */
@Command(
        name = "list",
        description = "Lists sensors with their keys, by place.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ListCommand implements Callable<Integer> {
    private static final String LINE = "%-24s %-21s %-8s %-10s %-21s %s / %s%n";

    @Option(names = "--all", description = "those that are revoked as well")
    private boolean all;

    @Mixin private EndpointOptions endpoints;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        List<SensorStore.Listed> keys;
        try (Connection connection = endpoints.resolveAsApi().connect()) {
            keys = new SensorStore(connection).list();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(LINE, "SENSOR", "KEY", "KIND", "TENANT", "STATE", "PLACE", "SENSOR ID");
        keys.stream().filter(key -> all || key.revokedAt() == null).forEach(key -> print(key, out));
        out.flush();
        return 0;
    }

    private static void print(SensorStore.Listed key, PrintWriter out) {
        Sensor sensor = key.sensor();
        out.printf(
                LINE,
                sensor.id(),
                key.keyId(),
                key.algorithm(),
                sensor.tenant(),
                key.revokedAt() == null
                        ? "since " + day(key.createdAt())
                        : "revoked " + day(key.revokedAt()),
                sensor.placeId(),
                sensor.sensorId() == null ? "(any)" : sensor.sensorId());
    }

    /** In UTC. */
    private static String day(Instant at) {
        return at.toString().substring(0, 10);
    }
}
