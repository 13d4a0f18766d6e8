package io.outpost.cli.sensors;

import io.outpost.cli.stack.EndpointOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code outpost sensors revoke}: a key, or a sensor with all its keys. */
@Command(
        name = "revoke",
        description = "Revokes a sensor with all its keys, or one key. There is no way back.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RevokeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "the sensor, as list names it")
    private String id;

    @Option(names = "--key", paramLabel = "KEY_ID", description = "this key alone")
    private String keyId;

    @Mixin private EndpointOptions endpoints;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = endpoints.resolveAsApi().connect()) {
            SensorStore store = new SensorStore(connection);
            if (keyId == null) {
                store.revoke(id);
            } else {
                store.revoke(id, keyId);
            }
        }
        spec.commandLine()
                .getOut()
                .println(
                        (keyId == null ? id : keyId)
                                + " is revoked; within 30 s it can send no more.");
        return 0;
    }
}
