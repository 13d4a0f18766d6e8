package io.outpost.cli.sensors;

import io.outpost.cli.stack.EndpointOptions;
import io.outpost.cli.stack.Endpoints;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code outpost sensors rotate}: a second key, so that one can follow the other without a gap. */
@Command(
        name = "rotate",
        description = {
            "Makes a second key of a sensor; the first goes on until it is revoked:",
            "./outpost sensors revoke ID --key KEY_ID, once the sensor sends with the new one."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RotateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the sensor, as list names it")
    private String id;

    @Mixin private KeyOptions key;
    @Mixin private ApiOption api;
    @Mixin private EndpointOptions endpoints;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        Endpoints found = endpoints.resolveAsApi();
        Sensor sensor;
        SensorKey made;
        try (Connection connection = found.connect()) {
            SensorStore store = new SensorStore(connection);
            sensor = store.find(id);
            made = key.create(store.algorithmOf(id));
            store.addSecond(id, made);
        }
        spec.commandLine().getOut().println(KeyText.of(sensor, made, api.url(found)));
        return 0;
    }
}
