package io.outpost.cli.sensors;

import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.stack.Endpoints;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code outpost sensors add}: a sensor with its first key. */
@Command(
        name = "add",
        description = {
            "Lets a sensor send observations of a place, and prints its key and how to send with it.",
            "What is secret of a key is shown once and kept nowhere."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class AddCommand implements Callable<Integer> {
    private static final int MAX_ID_BYTES = 256;

    @Option(
            names = "--place",
            paramLabel = "ID",
            required = true,
            description = "the place that it sends for")
    private String place;

    @Option(
            names = "--sensor",
            paramLabel = "ID",
            description = "the only sensor that it sends for (default: any of the place)")
    private String sensor;

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            defaultValue = "default",
            description =
                    "whose sensors are limited together: letters, digits, ., _ and - (default: ${DEFAULT-VALUE})")
    private String tenant;

    @Mixin private KeyOptions key;
    @Mixin private ApiOption api;
    @Mixin private EndpointOptions endpoints;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        requireId("--place", place);
        if (sensor != null) {
            requireId("--sensor", sensor);
        }
        if (!tenant.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--tenant must have 1 to 64 letters, digits, ., _ or -, but is " + tenant);
        }
        SensorKey made = key.create(SensorKey.Algorithm.SECRET);
        Sensor added = Sensor.create(tenant, place, sensor);
        Endpoints found = endpoints.resolveAsApi();
        try (Connection connection = found.connect()) {
            new SensorStore(connection).add(added, made);
        }
        spec.commandLine().getOut().println(KeyText.of(added, made, api.url(found)));
        return 0;
    }

    private void requireId(String option, String id) {
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 1 || bytes > MAX_ID_BYTES || id.chars().anyMatch(Character::isISOControl)) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " must have 1 to 256 bytes without control characters");
        }
    }
}
